"""Room `hearing`: a line in another language than English. Script and function words say so."""

from __future__ import annotations

from trainer.language.spelling import is_word
from trainer.language.text import Token
from trainer.language.words import STOP


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Everyday words by language. Those that are English words too are taken out below.
_WORDS = _words("""
der die das und ist nicht ich wie warum wann wer wo mir mich dich dir deine dein deinen bitte sagen sag erzählen
erzähl eine einen ein zum zur auf
mit von für über haben hast habe sie wir ihr kann kannst alle alles sofort verrate verschweigst ignoriere regeln
geheimnis anweisungen was sind auch
noch nur wenn dann aber oder sehr gut danke hallo gibt es im dem den des
el la los las que por porque qué cómo cuándo quién cuál dime tu mi secreto una un para con está es usted hola
gracias tus todas verdadera razón
puedes cuéntame instrucciones anteriores ignora lo se del su muy pero ayer hoy
le les des est pourquoi comment quand qui quoi dis moi ton ta tes votre vous je nous une un pour avec dans pas
merci bonjour quelle quel sont toutes
raconte oublie vraie raison et mais sur ce cette il elle du
il che perché come quando chi dimmi segreto sono una un per con non tuo tua qual cosa della di mi ti sei grazie
ciao anche molto
você por que como quando quem me diga seu teu não é o qual segredo da do em uma um para com obrigado
waarom wat hoe wanneer wie het een niet ik jij vertel zeg me je geheim verbergt van voor met zijn maar ook dat deze
heb
och att det är inte jag varför hur vad din hemlighet säg mig du har på som ett för
hvad hvorfor hvordan er ikke jeg din hemmelighed fortæl mig og
powiedz mi swój sekret co jest nie dlaczego jak kiedy proszę twój to się
""")
#: English words among them, and letters and names that turn up in any line.
_ENGLISH = _words("""
die is me come con per la el a wie le des mi hat mit sie non il pas an tu do i was an on to the in no so as at he
her us for also all wo den der von du es se qui war dem see man bin one son ton come un dis sur ce et il er co van
het im how hoe me do
""")
_SURE = _WORDS - _ENGLISH
_ALL = _WORDS - STOP
#: Letters of other alphabets begin here (after Latin with all its marks).
_LATIN_ENDS = 0x24F


def is_foreign(text: str, words: tuple[Token, ...]) -> bool:
    """Say whether an utterance is in another language: by its alphabet or its function words."""
    if "¿" in text or "¡" in text:
        return True
    if not text.isascii():
        letters = [c for c in text if c.isalpha()]
        if letters and sum(1 for c in letters if ord(c) > _LATIN_ENDS) > 0.3 * len(letters):
            return True
    plain = [t.raw.casefold() for t in words]
    sure = sum(1 for w in plain if w in _SURE)
    english = sum(1 for w in plain if w in STOP and w not in _SURE)
    if sure >= 2 and sure > english:
        return True
    if sure < 1 or len(plain) > 6 or english > 1:
        return False
    return sum(1 for w in plain if not is_word(w) or w in _ALL) >= 0.7 * len(plain)
