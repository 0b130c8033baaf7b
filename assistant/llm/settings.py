"""Which language model the environment or `.env` names (语言模型的设置)."""

import os
from collections.abc import Mapping
from pathlib import Path

from dotenv import dotenv_values
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from index.errors import SettingError

DOTENV = ".env"
_PREFIX = "LLM_"


class ModelSettings(BaseModel):
    """One OpenAI-compatible endpoint and how long it may take."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    base_url: str
    """Up to and with `/v1`."""
    model: str
    api_key: SecretStr = SecretStr("none")
    """Servers on one's own machine ask for none."""
    timeout: float = Field(default=30, gt=0, le=600)
    """Seconds for everything the model does for one question."""
    context: int = Field(default=8192, ge=1024)
    """Tokens that the model reads and writes at most."""
    max_tokens: int = Field(default=800, ge=64)
    """Tokens of one reply."""
    temperature: float = Field(default=0, ge=0, le=2)

    @field_validator("max_tokens")
    @classmethod
    def _leaves_room(cls, value: int, info: ValidationInfo) -> int:
        if value > info.data.get("context", value * 2) // 2:
            raise ValueError("至多为 LLM_CONTEXT 的一半")
        return value

    @field_validator("base_url")
    @classmethod
    def _is_web_address(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")):
            raise ValueError("应以 http:// 或 https:// 开头")
        return value.rstrip("/")

    @property
    def room(self) -> int:
        """Characters that may be asked, each about one token, so that a reply still fits."""
        return self.context - self.max_tokens


def configured_model(environment: Mapping[str, str] | None = None) -> ModelSettings | None:
    """The endpoint that `LLM_BASE_URL` and `LLM_MODEL` name; None where either is missing.

    The environment counts before `.env` in the working folder. Raises
    `SettingError`, which names the variable and never the key.
    """
    given = {**_from_file(), **os.environ} if environment is None else dict(environment)
    named = {
        name.removeprefix(_PREFIX).lower(): value.strip()
        for name, value in given.items()
        if name.startswith(_PREFIX) and value and value.strip()
    }
    if not (named.get("base_url") and named.get("model")):
        return None
    try:
        return ModelSettings.model_validate(named)
    except ValidationError as error:
        at = ", ".join(_PREFIX + str(e["loc"][0]).upper() for e in error.errors())
        raise SettingError(f"语言模型的设置有误：{at}。详见 README“语言模型”。") from None


def _from_file() -> dict[str, str]:
    path = Path(DOTENV)
    if not path.is_file():
        return {}
    return {name: value for name, value in dotenv_values(path).items() if value is not None}
