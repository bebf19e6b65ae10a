"""The suite: quick hashes, plain static files, mail in memory."""

from portal.settings.base import *
from portal.settings.base import STORAGES

DEBUG = False
SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DEMO_ALLOWED = True
AXES_ENABLED = False  # its own tests switch it on
SECOND_FACTOR_REQUIRED = False
