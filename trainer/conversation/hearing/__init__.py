"""Room `hearing`: what one utterance does, asks and touches. Rules only; knows no trust and no locked words."""
