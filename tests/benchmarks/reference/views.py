"""The least that a form and a save can be."""

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page

from tests.benchmarks.reference.forms import BareForm
from tests.benchmarks.reference.models import BareAnswer


@gzip_page
@login_required
def form(request: HttpRequest) -> HttpResponse:
    return render(request, "bare_form.html", {"form": BareForm()})


@login_required
@transaction.atomic
def answer(request: HttpRequest) -> JsonResponse:
    data = {"confirmed": request.POST.getlist("confirmed")}
    BareAnswer.objects.update_or_create(item=request.POST["item"], defaults={"data": data})
    return JsonResponse({"saved": True})
