"""Doing what the queue would do, at once."""

from portal.exchange.models import Upload
from portal.jobs.run import run_job
from tests.factories import orsk
from tests.portal.exchange.files import GOOD, csv_file

ADDRESS = "/cms/import/organisations/"


def send(client, content=GOOD, territory=None):
    """Choose a file and a territory on the screen; return the answer."""
    data = {"territory": (territory or orsk()).pk, "file": csv_file(content)}
    return client.post(ADDRESS, data)


def work(times: int = 1) -> Upload:
    """Do the last job of the only upload, so many times, and return the upload."""
    upload = Upload.objects.get()
    for _time in range(times):
        run_job(upload.job_id)
    return Upload.objects.select_related("job").get()


def preview(client, content=GOOD) -> str:
    """Return the address of a preview that is ready."""
    address = send(client, content)["Location"]
    work()
    return address
