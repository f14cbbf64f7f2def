"""Prints the API's description (OpenAPI), as `/api/openapi.json` serves it: `python -m functions`."""

import json
import sys

from functions.api import VERSION
from functions.openapi import document
from functions.routes import all_routes
from functions.services import Services
from shared.cloud.config import Settings
from shared.registry import PIPELINES

NOWHERE = Settings(
    google_cloud_project="nowhere",
    storage_bucket="nowhere",
    tasks_service_account="nobody@nowhere.example",
    worker_url="http://127.0.0.1:1",
)

if __name__ == "__main__":
    json.dump(document(all_routes(Services(NOWHERE, PIPELINES)), VERSION), sys.stdout, indent=1)
