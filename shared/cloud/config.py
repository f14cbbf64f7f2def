"""Every setting, read from the environment once, into frozen objects."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

EMULATOR_VARIABLES = (
    "firestore_emulator_host",
    "firebase_auth_emulator_host",
    "storage_emulator_host",
    "cloud_tasks_emulator_host",
    "storage_signing_key",
    "webhook_allow_private",
)
GEMINI_URL = "https://generativelanguage.googleapis.com"
GOOGLE_ISSUER = "https://accounts.google.com"
COMMIT_MARGIN = 64 * 1024  # for the request around the writes
GOOGLE_CERTS_URL = "https://www.googleapis.com/oauth2/v3/certs"


class ConfigError(RuntimeError):
    """The environment is not one that a function may run in; the message names the variable."""


class Settings(BaseSettings):
    """Named as their environment variables (upper case). Seconds are floats, sizes are in the unit they name."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore")

    google_cloud_project: str = Field(description="Project id; set by Cloud Functions.")
    storage_bucket: str = Field(description="Bucket of uploads, checkpoints and pictures.")
    tasks_location: str = Field("us-central1", description="Region of the queue.")
    tasks_queue: str = Field("phases", description="Queue that carries the phases.")
    tasks_service_account: str = Field(description="Service account whose token every task carries.")
    worker_url: str = Field(description="Base URL of run_phase and sweep; the audience of that token.")
    oidc_issuer: str = Field(GOOGLE_ISSUER, description="Who signs that token.")
    oidc_certs_url: str = Field(GOOGLE_CERTS_URL, description="Where its keys are served (JWKS).")

    firestore_emulator_host: str | None = Field(None, description="host:port of a Firestore emulator.")
    firebase_auth_emulator_host: str | None = Field(None, description="host:port of an Auth emulator.")
    storage_emulator_host: str | None = Field(None, description="http://host:port of a Storage emulator.")
    cloud_tasks_emulator_host: str | None = Field(None, description="host:port (gRPC) of a Cloud Tasks emulator.")
    storage_signing_key: str | None = Field(None, description="Service account file that signs URLs, local only.")

    app_url: str | None = Field(None, description="Where people open the web page; links of e-mails begin with it.")

    webhook_allow_private: bool = Field(
        False, description="Webhooks may point at this machine and network, and at http, local only."
    )
    webhook_backoff_seconds: float = Field(
        30, gt=0, description="Wait before a webhook's second attempt; doubles up to an hour, with jitter."
    )
    lease_seconds: float = Field(30, gt=0, description="A worker silent for this long has lost its phase.")
    redispatch_seconds: float = Field(
        30, ge=0, description="How long a task may be missing until the sweeper replaces it."
    )
    dispatch_deadline_seconds: float = Field(1800, ge=15, le=1800, description="How long one phase may take.")
    retry_backoff_seconds: float = Field(5, gt=0, description="Wait before the second attempt; doubles, with jitter.")
    owner_limit: int = Field(4, ge=1, le=20, description="Jobs of one person that run at once; more wait in line.")
    costly_calls_per_minute: int = Field(1200, ge=1, description="Uploads, starts and the like of one person.")
    child_memory_mb: int = Field(2048, ge=256, description="Address space of a phase's process.")
    failed_retention_seconds: float = Field(7 * 86400, description="How long a failed job can go on from its phase.")
    superseded_retention_seconds: float = Field(86400, description="How long a replaced result's pictures stay.")
    signed_url_seconds: int = Field(900, description="How long a signed URL works.")
    max_upload_mb: int = Field(200, description="Largest document.")
    max_request_mb: int = Field(32, description="Largest request; bigger files go straight to Storage.")
    max_pages: int = Field(1000, description="Longest document.")

    k_service: str | None = Field(None, description="Set by Cloud Functions: this is a deployed function.")

    @property
    def page_url(self) -> str:
        """Where people open the web page: where Firebase Hosting serves it, unless APP_URL names another place."""
        return (self.app_url or f"https://{self.google_cloud_project}.web.app").rstrip("/")

    @property
    def heartbeat_seconds(self) -> float:
        """How often a worker renews its lease: a third of it, at most every 10 s."""
        return min(10.0, self.lease_seconds / 3)

    @property
    def commit_bytes(self) -> int:
        """What one Firestore commit holds: 10 MiB, but the emulator's gRPC server takes messages of 4 MiB."""
        return (4 if self.firestore_emulator_host else 10) * 1024 * 1024 - COMMIT_MARGIN

    @property
    def deployed(self) -> bool:
        return bool(self.k_service)

    @property
    def queue_path(self) -> str:
        return f"projects/{self.google_cloud_project}/locations/{self.tasks_location}/queues/{self.tasks_queue}"


class AiSettings(BaseSettings):
    """Who answers questions about a page. Apart from `Settings`, because a phase needs these without any cloud."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore")

    ai_provider: Literal["local", "gemini"] = Field("local", description="Who helps to read: local or gemini.")
    gemini_api_key: SecretStr | None = Field(None, description="Key of the Gemini API; needed by gemini.")
    gemini_model: str = Field("gemini-3.8-flash", description="Which Gemini model is asked.")
    gemini_base_url: str = Field(GEMINI_URL, description="Where it is asked; a proxy's address.")
    gemini_timeout_seconds: float = Field(30, gt=0, le=100, description="How long one answer may take, 100 at most.")
    ai_cache_dir: Path | None = Field(None, description="Where the command line keeps answers; nowhere if not set.")
    gemini_max_calls: int = Field(60, ge=1, description="Most requests for one document; the rest is read without.")


def refuse_emulators_when_deployed(settings: Settings) -> None:
    """Raise ConfigError when a deployed function would trust an emulator: the Auth emulator accepts forged tokens.

    Nor may it let webhooks into its own network.
    """
    if not settings.deployed:
        return
    for name in EMULATOR_VARIABLES:
        if getattr(settings, name):
            raise ConfigError(f"{name.upper()} is set on a deployed function: remove it and deploy again.")
    if (settings.oidc_issuer, settings.oidc_certs_url) != (GOOGLE_ISSUER, GOOGLE_CERTS_URL):
        raise ConfigError("OIDC_ISSUER or OIDC_CERTS_URL is set on a deployed function: remove it and deploy again.")


@cache
def settings() -> Settings:
    """The settings of this process."""
    read = Settings()
    refuse_emulators_when_deployed(read)
    return read


@cache
def ai_settings() -> AiSettings:
    """The AI settings of this process. Raises ConfigError for a value that cannot be, or Gemini without a key."""
    try:
        read = AiSettings()
    except ValidationError as error:
        faults = (f"{str(fault['loc'][0]).upper()}: {fault['msg']}" for fault in error.errors())
        raise ConfigError(". ".join(faults) + ".") from error
    if read.ai_provider == "gemini" and not read.gemini_api_key:
        raise ConfigError("AI_PROVIDER is gemini, but GEMINI_API_KEY is not set: set it, or set AI_PROVIDER to local.")
    return read
