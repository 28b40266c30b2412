# SPDX-License-Identifier: Apache-2.0
"""The folder of a run: an end at any step is gone on from; damage is told; nobody writes where another does."""

from __future__ import annotations

import errno
import multiprocessing
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from file_tables import PEOPLE, ROWS, refused, same, whole, write

import pehchan
from pehchan import file_parts

NAME = PEOPLE.schema.names[5]
FLAWED = PEOPLE.set_column(
    5, NAME, pyarrow.array([9 if row % 100 == 7 else 1 for row in range(ROWS)], pyarrow.int8())
).select(PEOPLE.schema.names[:8])


class _End(BaseException):
    """As of a process that is killed."""


def _begun(folder: Path, parts: int = 2, **how: Any) -> tuple[Path, Path]:
    """A source, and a target of which so many parts are finished."""
    path, out = write(FLAWED, folder / "people.csv"), folder / "out.csv"

    def ends(rows: int, share: float) -> None:
        if rows >= 150 * parts:
            raise _End

    with pytest.raises(_End):
        pehchan.screen_file(path, out, rows_at_once=150, progress=ends, **how)
    return path, out


def test_an_end_at_any_step_of_joining_the_parts_is_gone_on_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(FLAWED, tmp_path / "people.csv")
    pehchan.screen_file(
        path, tmp_path / "want.csv", rows_at_once=250, problems=tmp_path / "want.problems.csv"
    )
    want = sorted(os.listdir(tmp_path))
    join = file_parts.Parts.join
    steps = 0
    ended = True
    while ended:
        left = [10**9]

        def step(what: Callable[..., Any], left: list[int] = left) -> Callable[..., Any]:
            def call(*given: Any, **named: Any) -> Any:
                left[0] -= 1
                if left[0] < 0:
                    raise _End
                return what(*given, **named)

            return call

        def joined(
            parts: file_parts.Parts, schema: Any, left: list[int] = left, count: int = steps
        ) -> Any:
            left[0] = count
            yield from join(parts, schema)

        out, listed = tmp_path / "out.csv", tmp_path / "out.problems.csv"
        with monkeypatch.context() as patch:
            patch.setattr(os, "replace", step(os.replace))
            patch.setattr(os, "fsync", step(os.fsync))
            patch.setattr(Path, "unlink", step(Path.unlink))
            patch.setattr(file_parts.Parts, "join", joined)
            try:
                pehchan.screen_file(path, out, rows_at_once=250, problems=listed)
                ended = False
            except _End:
                pass
        if ended:
            report = pehchan.screen_file(path, out, rows_at_once=250, problems=listed)
            assert (
                report.rows,
                report.resumed_rows,
                report.problem_count,
                [one.row for one in report.problems],
            ) == (ROWS, ROWS, 5, [8, 108, 208, 308, 408])
        assert (
            out.read_bytes() == (tmp_path / "want.csv").read_bytes()
            and listed.read_bytes() == (tmp_path / "want.problems.csv").read_bytes()
        )
        out.unlink()
        listed.unlink()
        assert sorted(os.listdir(tmp_path)) == want
        steps += 1
    assert steps > 12


def test_what_is_made_is_never_put_over_a_file_that_came_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, out = write(FLAWED, tmp_path / "people.csv"), tmp_path / "out.csv"
    with monkeypatch.context() as patch, pytest.raises(_End):
        patch.setattr(file_parts, "_move", lambda *_: (_ for _ in ()).throw(_End()))
        pehchan.screen_file(path, out)
    out.write_bytes(b"mine")
    assert "is there already" in refused(path, out)
    assert out.read_bytes() == b"mine"
    assert pehchan.screen_file(path, out, replace=True).resumed_rows == ROWS
    same(out, whole(FLAWED))


def test_a_full_disk_while_the_list_of_problems_is_written_is_gone_on_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, out, listed = (
        write(FLAWED, tmp_path / "people.csv"),
        tmp_path / "out.csv",
        tmp_path / "problems.csv",
    )
    safe = file_parts._safe

    def full(one: Path) -> None:
        if one.name == "problems.unfinished":
            raise OSError(errno.ENOSPC, "No space left on device")
        safe(one)

    with (
        monkeypatch.context() as patch,
        pytest.raises(
            pehchan.FileError,
            match=f"cannot write {listed}: No space left on device; the {ROWS} rows that are finished lie in",
        ),
    ):
        patch.setattr(file_parts, "_safe", full)
        pehchan.screen_file(path, out, problems=listed)
    assert not out.exists() and not listed.exists()
    assert pehchan.screen_file(path, out, problems=listed).resumed_rows == ROWS
    same(out, whole(FLAWED))
    assert len(listed.read_text(encoding="utf-8").splitlines()) == 6


def test_a_list_of_problems_on_another_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, out, listed = (
        write(FLAWED, tmp_path / "people.csv"),
        tmp_path / "out.csv",
        tmp_path / "problems.csv",
    )
    replace = os.replace

    def other_disk(one: Path, to: Path) -> None:
        if to == listed and one.parent != to.parent:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        replace(one, to)

    monkeypatch.setattr(os, "replace", other_disk)
    assert pehchan.screen_file(path, out, problems=listed).problem_count == 5
    assert len(listed.read_text(encoding="utf-8").splitlines()) == 6 and sorted(
        os.listdir(tmp_path)
    ) == ["out.csv", "people.csv", "problems.csv"]


def test_a_part_that_is_damaged_or_another_is_told_with_the_way_out(tmp_path: Path) -> None:
    path, out = _begun(tmp_path)
    folder = tmp_path / "out.csv.parts"
    part, listed = folder / "part-000001.arrow", folder / "problems-000001.csv"
    whole_part, whole_list = part.read_bytes(), listed.read_bytes()
    for body in (
        b"",
        whole_part[:300],
        whole_part[:-200],
        bytes(len(whole_part)),
        (folder / "part-000000.arrow").read_bytes(),
    ):
        part.write_bytes(body)
        assert (
            refused(path, out, "--rows", 150)
            == f"pehchan: {part} is damaged; remove {folder} and run again\n"
        )
    part.write_bytes(whole_part)
    for body in (whole_list[:-30], whole_list + b"1,2\n", b"\xff\xfe"):
        listed.write_bytes(body)
        assert "is damaged; remove" in refused(path, out, "--rows", 150)
    listed.write_bytes(whole_list)

    def damage(rows: int, share: float) -> None:
        if rows == ROWS:
            part.write_bytes(whole_part[:-200])

    with pytest.raises(
        pehchan.FileError, match=f"{part} is damaged; remove {folder} and run again$"
    ):
        pehchan.screen_file(path, out, rows_at_once=150, progress=damage)
    part.write_bytes(whole_part)
    assert pehchan.screen_file(path, out, rows_at_once=150).resumed_rows == ROWS
    same(out, whole(FLAWED))


def _together(path: Path, out: Path, start: Any, said: Any) -> None:
    catalogue = pehchan.builtin("pakistan")
    for _ in range(12):
        start.wait()
        try:
            said.put(
                str(pehchan.screen_file(path, out, catalogue, rows_at_once=20, threads=1).rows)
            )
        except pehchan.FileError as error:
            said.put(str(error))
        except BaseException as error:  # noqa: BLE001  # another error is what is looked for
            said.put(repr(error))
        if start.wait() == 0:
            out.unlink(missing_ok=True)


def test_of_two_runs_that_begin_at_once_one_writes_and_the_other_says_so(tmp_path: Path) -> None:
    path, out = tmp_path / "people.csv", tmp_path / "out.csv"
    path.write_text(
        "case,wages_withheld\n" + "".join(f"A{row},yes\n" for row in range(100)), encoding="utf-8"
    )
    how = multiprocessing.get_context("spawn")
    start, said = how.Barrier(2), how.SimpleQueue()
    both = [how.Process(target=_together, args=(path, out, start, said)) for _ in range(2)]
    for one in both:
        one.start()
    heard = [said.get() for _ in range(24)]
    for one in both:
        one.join()
    assert set(heard) <= {
        "100",
        f"another run is writing {out}",
        f"{out} is there already; it is written over only where replace is asked for",
    }
    assert heard.count("100") == 12 and not (tmp_path / "out.csv.parts").exists()


def test_files_under_two_names_and_links_are_refused(tmp_path: Path) -> None:
    path, out = write(PEOPLE, tmp_path / "people.csv"), tmp_path / "out.csv"
    (tmp_path / "in").mkdir()
    plan = tmp_path / "plan.json"
    plan.write_text('{"remarks": null}', encoding="utf-8")
    assert "are one file" in refused(path, out, "--problems", tmp_path / "in" / ".." / "out.csv")
    assert "is the source itself" in refused(
        path, out, "--problems", tmp_path / "in" / ".." / "people.csv", "--replace"
    )
    assert "is read by this run" in refused(
        path,
        out,
        "--columns",
        plan,
        "--problems",
        tmp_path / "in" / ".." / "plan.json",
        "--replace",
    )
    assert plan.read_text(encoding="utf-8") == '{"remarks": null}'
    assert "is no regular file" in refused(path, out, "--problems", os.devnull, "--replace")
    for name, to in (
        ("dangling.csv", tmp_path / "nowhere.csv"),
        ("linked.csv", write(PEOPLE, tmp_path / "linked.to.csv")),
    ):
        (tmp_path / name).symlink_to(to)
        for more in ([], ["--replace"]):
            assert "is a link: name the file" in refused(path, tmp_path / name, *more)
            assert "is a link: name the file" in refused(
                path, out, "--problems", tmp_path / name, *more
            )
    assert not (tmp_path / "nowhere.csv").exists()


def test_the_folder_of_parts_is_its_owners_alone(tmp_path: Path) -> None:
    path, out, folder = (
        write(PEOPLE, tmp_path / "people.csv"),
        tmp_path / "out.csv",
        tmp_path / "out.csv.parts",
    )
    folder.mkdir(mode=0o755)
    os.chmod(folder, 0o755)
    modes = []
    pehchan.screen_file(
        path, out, progress=lambda rows, share: modes.append(folder.stat().st_mode & 0o777)
    )
    assert set(modes) == {0o700} and not folder.exists()
    (tmp_path / "in").mkdir()
    (tmp_path / "new.csv.parts").symlink_to(tmp_path / "in")
    assert "is no folder" in refused(path, tmp_path / "new.csv")
    if os.getuid() == 0:
        (tmp_path / "theirs.csv.parts").mkdir()
        os.chown(tmp_path / "theirs.csv.parts", 12345, 12345)
        assert "belongs to somebody else" in refused(path, tmp_path / "theirs.csv")
        assert not list((tmp_path / "theirs.csv.parts").iterdir())


@pytest.mark.parametrize("suffix", [".csv", ".parquet", ".arrows"])
def test_names_of_files_that_are_no_utf8(suffix: str, tmp_path: Path) -> None:
    path, out = tmp_path / f"p\udce9ople{suffix}", tmp_path / f"o\udce9t{suffix}"
    try:
        os.rename(write(PEOPLE, tmp_path / f"people{suffix}"), path)
    except (OSError, UnicodeError):
        pytest.skip("there are no such names here")
    assert pehchan.screen_file(path, out, problems=tmp_path / "\udce9.csv").rows == ROWS
    os.rename(out, tmp_path / f"out{suffix}")
    same(tmp_path / f"out{suffix}", whole(PEOPLE))
    assert not out.with_name(out.name + ".parts").exists()
