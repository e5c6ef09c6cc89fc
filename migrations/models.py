"""Imports every package's models, so that the metadata of both databases is complete."""

import accounts.models  # noqa: F401
import ledgers.models  # noqa: F401
import notices.models  # noqa: F401
import reports.mailing_models
import reports.models
import reports.signing_models  # noqa: F401
import surveys.models  # noqa: F401
import vault.models  # noqa: F401
import web.models  # noqa: F401
