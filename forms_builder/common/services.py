"""The one shape of a writing function."""

import functools
import inspect
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from django.db import transaction

P = ParamSpec("P")
R = TypeVar("R")


def service(function: Callable[P, R]) -> Callable[P, R]:
    """Make a function a service: keyword-only, with `by=` the acting person, one transaction.

    Raises TypeError at import when the signature has positional parameters or no `by`. A service
    called inside another joins its transaction (savepoint).
    """
    parameters = inspect.signature(function).parameters.values()
    named = (inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.VAR_KEYWORD)
    if any(parameter.kind not in named for parameter in parameters):
        raise TypeError(f"{function.__qualname__}: a service takes keyword-only parameters")
    if not any(parameter.name == "by" for parameter in parameters):
        raise TypeError(f"{function.__qualname__}: a service names the acting person in by=")

    @functools.wraps(function)
    def inside_transaction(*args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic():
            return function(*args, **kwargs)

    return inside_transaction
