"""Room `llm`: the providers and local servers that are known by name. A table; nothing is asked here."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

#: What stands before a model's name where a request goes to an OpenAI-compatible address.
COMPATIBLE = "openai/"
#: The model's name for a server that has one model only and does not care how it is called.
ANY_MODEL = "default"


@dataclass(frozen=True, slots=True)
class Provider:
    """A company that runs models for others. What is said in a call is sent there."""

    id: str
    """What stands before the slash; litellm's own prefix."""
    title: str
    host: str
    """Where the data goes."""
    variables: tuple[str, ...]
    """Environment variables that may hold the key, the usual one first."""
    recommended: str = ""
    """A small, cheap model whose price is known; empty where the price table has none."""
    aliases: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    """How its models' names begin, so that they may be given without the prefix. Only names that no open model has:
    `mistral-nemo` may be meant for the learner's own machine, and then nothing may go anywhere else."""

    @property
    def goes_to(self) -> str:
        """Where the data goes, in words."""
        return f"{self.title} ({self.host})"


@dataclass(frozen=True, slots=True)
class Server:
    """A program with an OpenAI-compatible address, on this machine by default."""

    id: str
    title: str
    url: str
    """Where it listens unless told otherwise; empty where that has to be given."""
    start: str
    """What to do when it does not answer."""
    aliases: tuple[str, ...] = ()
    one_model: bool = False
    """Whether it has loaded one model and takes any name for it."""


#: Prefixes, variables and recommended models as in litellm 1.106.2 and its price table. Recommended: small models
#: that answer without thinking first (hidden thoughts cost time and tokens) wherever the provider has one.
PROVIDERS = (
    Provider(
        "openai", "OpenAI", "api.openai.com", ("OPENAI_API_KEY",), "openai/gpt-4.1-mini",
        families=("gpt-3", "gpt-4", "gpt-5", "gpt-6", "chatgpt-"),
    ),
    Provider(
        "anthropic", "Anthropic", "api.anthropic.com", ("ANTHROPIC_API_KEY",), "anthropic/claude-haiku-4-5",
        families=("claude-",),
    ),
    Provider(
        "gemini", "Google Gemini", "generativelanguage.googleapis.com", ("GEMINI_API_KEY", "GOOGLE_API_KEY"),
        "gemini/gemini-2.5-flash-lite", families=("gemini-",),
    ),
    Provider("mistral", "Mistral", "api.mistral.ai", ("MISTRAL_API_KEY",), "mistral/mistral-small-latest"),
    Provider("groq", "Groq", "api.groq.com", ("GROQ_API_KEY",), "groq/openai/gpt-oss-20b"),
    Provider("deepseek", "DeepSeek", "api.deepseek.com", ("DEEPSEEK_API_KEY",), "deepseek/deepseek-v4-flash"),
    Provider("openrouter", "OpenRouter, and on to the provider it picks", "openrouter.ai", ("OPENROUTER_API_KEY",)),
    Provider(
        "cohere_chat", "Cohere", "api.cohere.com", ("COHERE_API_KEY", "CO_API_KEY"), "cohere_chat/command-r-08-2024",
        aliases=("cohere",),
    ),
    Provider("xai", "xAI", "api.x.ai", ("XAI_API_KEY",), "xai/grok-4.20-non-reasoning", families=("grok-",)),
    Provider(
        "together_ai", "Together AI", "api.together.xyz", ("TOGETHERAI_API_KEY", "TOGETHER_API_KEY"),
        "together_ai/deepseek-ai/DeepSeek-V4.1-Flash", aliases=("together",),
    ),
    Provider(
        "fireworks_ai", "Fireworks AI", "api.fireworks.ai", ("FIREWORKS_API_KEY", "FIREWORKS_AI_API_KEY"),
        "fireworks_ai/accounts/fireworks/models/qwen3-30b-a3b-instruct-2507", aliases=("fireworks",),
    ),
    Provider("cerebras", "Cerebras", "api.cerebras.ai", ("CEREBRAS_API_KEY",), "cerebras/gpt-oss-120b"),
)  # fmt: skip

#: Default ports as the programs' own documentation gives them.
SERVERS = (
    Server(
        "ollama", "Ollama", "http://127.0.0.1:11434/v1", "start it with `ollama serve`", aliases=("ollama_chat",)
    ),
    Server(
        "llama.cpp", "llama.cpp", "http://127.0.0.1:8080/v1", "start it with `llama-server -m FILE.gguf`",
        aliases=("llamacpp", "llama-cpp", "llama_cpp"), one_model=True,
    ),
    Server(
        "lm-studio", "LM Studio", "http://127.0.0.1:1234/v1", "load a model in LM Studio and start its local server",
        aliases=("lm_studio", "lmstudio"),
    ),
    Server("vllm", "vLLM", "http://127.0.0.1:8000/v1", "start it with `vllm serve MODEL`", aliases=("hosted_vllm",)),
    Server("custom", "a server of your choice", "", "start it, or mend the address", one_model=True),
)  # fmt: skip


def split(name: str) -> tuple[str, str]:
    """Give what stands before the first slash, in lower case, and the rest; a name without a slash has no rest."""
    head, _, rest = name.partition("/")
    return head.casefold(), rest


def server_of(name: str) -> tuple[Server, str] | None:
    """Give the server that a name such as `ollama/llama3.2` means, and the model's name there (may be empty)."""
    head, rest = split(name)
    found = next((server for server in SERVERS if head == server.id or head in server.aliases), None)
    if found is None:
        return None
    return found, rest or (ANY_MODEL if found.one_model else "")


def provider_of(name: str) -> tuple[Provider, str] | None:
    """Give the provider that a name such as `openai/gpt-4.1-mini` or `gpt-4.1-mini` means, and the model's name."""
    head, rest = split(name)
    for provider in PROVIDERS:
        if rest and (head == provider.id or head in provider.aliases):
            return provider, rest
    if rest or ":" in name:  # `gpt-oss:20b` is how Ollama writes it
        return None
    families = ((family, provider) for provider in PROVIDERS for family in provider.families)
    return next(((provider, name) for family, provider in families if head.startswith(family)), None)


def is_near(url: str) -> bool:
    """Say whether an address is this machine or one in the same private network: nobody charges for it."""
    host = (urlsplit(url).hostname or "").casefold()
    if host == "localhost" or host.endswith((".localhost", ".local")):
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_private
    except ValueError:
        return False


def is_here(url: str) -> bool:
    """Say whether an address is this very machine."""
    host = (urlsplit(url).hostname or "").casefold()
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
