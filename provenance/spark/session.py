"""A Spark session, and the folder in which a run keeps what it has done, so that it goes on where it was stopped."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import provenance
from provenance.errors import InputError
from provenance.spark.columns import SCHEMAS

try:
    import pyspark
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException
    from pyspark.sql import DataFrame, SparkSession
    from pyspark.sql.pandas.types import from_arrow_schema
except ImportError as missing:
    raise InputError("spark needs the extra: pip install 'news-provenance[spark]'") from missing

__all__ = ["Run", "schema_of", "session"]

_PYSPARK = (4, 0)
_JAVA = 17
_ANSWER = 5.0  # seconds within which a master that is there takes a connection
_PORT = 7077
_RUN = "run.json"
# A worker's own words stand behind the last of these in what Spark says of a failure.
_OURS = re.compile(r"provenance\.errors\.\w+: (.+)")
_MISSING = re.compile(r"ModuleNotFoundError: (No module named '[\w.]+')")
_SETTINGS = {
    "spark.log.level": "ERROR",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.ui.enabled": "false",
}
# All of the work is done in the driver's own process, which Java gives one gigabyte unless it is told otherwise.
_HERE = {} if "PYSPARK_SUBMIT_ARGS" in os.environ else {"spark.driver.memory": "4g"}


@contextmanager
def session(master: str | None = None) -> Iterator[SparkSession]:
    """A session on `master`, else on the one that spark-submit names, else on all cores here; closed at the end.

    Raises InputError where PySpark is too old, where there is no Java, and where the master does not answer; and with
    the words of Spark where the work fails.
    """
    _check(master)
    builder = SparkSession.builder.appName("provenance")
    submitted = "PYSPARK_GATEWAY_PORT" in os.environ
    where = master or (None if submitted else "local[*]")
    settings = dict(_SETTINGS, **{"spark.ui.showConsoleProgress": str(sys.stderr.isatty()).lower()})
    if where:
        builder = builder.master(where)
        if where.startswith("local"):  # the workers are here: they need our Python, and us
            above = str(Path(provenance.__file__).parent.parent)
            paths = [above, *filter(None, [os.environ.get("PYTHONPATH")])]
            os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # no setting of a session's says it
            settings["spark.executorEnv.PYTHONPATH"] = os.pathsep.join(paths)
            settings |= {"spark.driver.host": "localhost"} if where.startswith("local-cluster") else _HERE
    if gazetteer := os.environ.get("PROVENANCE_OUTLETS"):
        settings["spark.executorEnv.PROVENANCE_OUTLETS"] = gazetteer
    for key, value in settings.items():
        builder = builder.config(key, value)
    with _told(where):
        spark = builder.getOrCreate()
        try:
            yield spark
        finally:
            with suppress(Py4JError, OSError):
                spark.stop()


def _check(master: str | None) -> None:
    version = tuple(map(int, re.findall(r"\d+", pyspark.__version__)[:2]))
    if version < _PYSPARK:
        raise InputError(
            f"PySpark {pyspark.__version__} is too old; install 4.0 or later: pip install 'news-provenance[spark]'"
        )
    if find_spec("pandas") is None:
        raise InputError("Spark's own functions over batches need pandas: pip install 'news-provenance[spark]'")
    _check_java()
    if master and master.startswith("spark://"):
        _reach(master)


def _check_java() -> None:
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=str(Path(home) / "bin") if home else None)
    if java is None:
        there = f"in JAVA_HOME ({home})" if home else "on the PATH"
        raise InputError(f"Spark needs Java 17 or later, and there is no java {there}; install it or set JAVA_HOME")
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr  # noqa: S603
    version = re.search(r'version "(?:1\.)?(\d+)', said)  # Java 8 calls itself 1.8
    if version and int(version[1]) < _JAVA:
        raise InputError(f"Spark needs Java 17 or later, and {java} is {version[1]}; install it or set JAVA_HOME")


def _reach(master: str) -> None:
    """Spark itself would try for a minute, and fill the screen."""
    refusals = []
    for one in master.removeprefix("spark://").split(","):
        host, _, port = one.partition(":")
        try:
            socket.create_connection((host, int(port or _PORT)), _ANSWER).close()
        except (OSError, ValueError) as error:
            refusals.append(str(error))
        else:
            return
    raise InputError(f"{master}: the master does not answer ({refusals[0]}); check the address, and that it runs")


@contextmanager
def _told(where: str | None) -> Iterator[None]:
    """What fails in Spark as one line: our own words where a worker said them."""
    try:
        yield
    except (PySparkException, Py4JError) as error:
        said = str(error)
        ours = _OURS.findall(said)
        if ours:
            raise InputError(ours[-1]) from error
        if missing := _MISSING.search(said):
            raise InputError(
                f"the workers' Python lacks what this needs ({missing[1]}): set PYSPARK_PYTHON, or "
                "spark.pyspark.python, to one with 'news-provenance[spark]' at the same path on every worker"
            ) from error
        if where and where.startswith("spark://") and "stopped SparkContext" in said:  # it gave up after a minute
            raise InputError(f"{where}: answers, but not as a master of Spark 4 does; check the address") from error
        raise InputError(f"Spark on {where or 'the submitted master'} failed: {_first_line(said)}") from error


def _first_line(said: str) -> str:
    """What Spark says of a failure without the stack that it fell through."""
    causes: list[str] = re.findall(r"(?:Exception|Error): (.+)", said)
    lines = [line.strip() for line in (*causes, *said.splitlines()) if line.strip()]
    return lines[0] if lines else "no reason given"


def schema_of(name: str) -> Any:
    """The columns of a stage, as Spark has them."""
    return from_arrow_schema(SCHEMAS[name])


@dataclass(frozen=True, slots=True)
class Run:
    """One run: its session, its folder (a path or an address that Hadoop knows), and what is told of each stage."""

    spark: SparkSession
    folder: str
    tell: Callable[[str], None]

    def begin(self, asked: dict[str, Any], now: str) -> str:
        """When the run began: `now`, or when one that was asked the same in this folder did.

        Raises InputError where the folder holds something else.
        """
        path, files = self._path(_RUN)
        if files.exists(path):
            known = json.loads("\n".join(row.value for row in self.spark.read.text(path.toString()).collect()))
            began: str = known.pop("began")
            if known != json.loads(json.dumps(asked)):
                raise InputError(
                    f"{self.folder}: holds a run of other inputs or options; name a new folder, or remove this one"
                )
            return began
        whole, _ = self._path("")
        if files.exists(whole) and files.listStatus(whole):
            raise InputError(f"{self.folder}: not empty, and no run of this command; name a new folder")
        stream = files.create(path)
        stream.write(bytearray(json.dumps(asked | {"began": now}), "utf-8"))
        stream.close()
        return now

    def forget(self) -> None:
        """Remove the folder of a run that came to nothing."""
        whole, files = self._path("")
        files.delete(whole, True)

    def stage(self, name: str, made: Callable[[], DataFrame], *, kind: str = "", at_once: int = 5_000) -> DataFrame:
        """What a stage gave: read, if it is there whole, else made and kept; `at_once`: rows that a worker is handed.

        `kind` names its columns where these are not called as it is.
        """
        where = f"{self.folder}/{name}"
        done, files = self._path(f"{name}/_SUCCESS")
        fresh = not files.exists(done)
        if fresh:
            frame = made()  # which may make stages of its own
            self.spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", str(at_once))
            frame.write.mode("overwrite").parquet(where)
        found = self.spark.read.schema(schema_of(kind or name)).parquet(where)
        self.tell(f"{name:12} {'' if fresh else '(done before)'}".rstrip())
        return found

    def drop(self, name: str) -> None:
        """Remove what a stage needed on the way."""
        path, files = self._path(name)
        files.delete(path, True)

    def _path(self, name: str) -> tuple[Any, Any]:
        """A path in the folder and the file system that it lies on."""
        java: Any = self.spark._jvm  # noqa: SLF001  # PySpark has no way of its own to ask whether a path exists
        path = java.org.apache.hadoop.fs.Path(f"{self.folder}/{name}" if name else self.folder)
        return path, path.getFileSystem(self.spark._jsc.hadoopConfiguration())  # noqa: SLF001
