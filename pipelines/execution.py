"""How a run's steps are executed: in this process, one after the other, and cancelled when the process is told to end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import dagster as dg
from dagster import DagsterExecutionInterruptedError


class OneProcess(dg.Executor):
    """Dagster's in-process executor, except that a run whose process gets SIGTERM or Ctrl-C is cancelled, not failed."""

    def __init__(self, inner: dg.Executor) -> None:
        self._inner = inner

    @property
    def retries(self) -> Any:
        return self._inner.retries

    @property
    def step_dependency_config(self) -> Any:
        return self._inner.step_dependency_config

    def execute(self, plan_context: Any, execution_plan: Any) -> Iterator[dg.DagsterEvent]:
        try:
            yield from self._inner.execute(plan_context, execution_plan)
        except (KeyboardInterrupt, DagsterExecutionInterruptedError):
            plan_context.instance.report_run_canceling(plan_context.dagster_run, message="the process was told to end")
            raise


_IN_PROCESS: Any = dg.in_process_executor


@dg.executor(name="one_process", config_schema=_IN_PROCESS.config_schema)
def one_process(context: dg.InitExecutorContext) -> OneProcess:
    return OneProcess(_IN_PROCESS.executor_creation_fn(context))
