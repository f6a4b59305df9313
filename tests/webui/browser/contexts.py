"""What a test asks a browser's context to be, as marks: a phone, or a browser that runs no script."""

import pytest
from playwright.sync_api import ViewportSize

PHONE_SIZE = ViewportSize(width=360, height=740)

PHONE = pytest.mark.parametrize(
    "context_options", [{"viewport": PHONE_SIZE, "has_touch": True}], ids=["phone"]
)
WITHOUT_SCRIPT = pytest.mark.parametrize(
    "context_options", [{"java_script_enabled": False}], ids=["no-script"]
)
