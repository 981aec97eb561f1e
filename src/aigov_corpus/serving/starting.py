"""The pages before a review: what is open, what can be opened, and files to align."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from aigov_corpus.building.given_project import SUFFIXES, RecognisedPairs, recognise_pairs
from aigov_corpus.building.project import MOST_FILES, FileLanguages, recognise_files
from aigov_corpus.errors import AigovError
from aigov_corpus.files.given import GivenFile
from aigov_corpus.records import Document
from aigov_corpus.serving.answers import Answers, keep_language, language_of, words_for
from aigov_corpus.serving.file_messages import say_error, say_note, say_place, say_step
from aigov_corpus.serving.jobs import Job
from aigov_corpus.serving.library import Library

_FIELDS = 4
"""Fields of the largest form of the page besides files."""
_PIECES = 300
"""Number of pieces left out by reading that the page shows."""


class StartPages:
    """Answers the requests of the start page, and of texts that are being aligned."""

    def __init__(self, library: Library, answers: Answers, *, encoder: str) -> None:
        """Serve what can be opened."""
        self._library = library
        self._answers = answers
        self._encoder = encoder
        self._jobs: list[Job] = []

    def routes(self) -> list[Route]:
        """Return the addresses, with what answers each."""
        return [
            Route("/", self._start),
            Route("/open", self._open, methods=["POST"]),
            Route("/upload", self._upload, methods=["POST"]),
            Route("/jobs/{number:int}", self._job),
            Route("/jobs/{number:int}/state", self._job_state),
            Route("/jobs/{number:int}/start", self._start_job, methods=["POST"]),
            Route("/jobs/{number:int}/keep", self._keep_piece, methods=["POST"]),
            Route("/jobs/{number:int}/cancel", self._cancel_job, methods=["POST"]),
        ]

    async def _start(self, request: Request) -> Response:
        """Show what is open, what can be opened, and where files can be dropped."""
        return keep_language(request) or self._start_page(request)

    def _start_page(self, request: Request, message: str = "") -> Response:
        """Return the start page, with a message if something went wrong."""
        rows = [
            (number, document, document.tally(document.renderings[0]).whole)
            for number, document in enumerate(self._library.documents)
        ]
        return self._answers.page(
            "start.html",
            request,
            documents=rows,
            offered=self._library.offered(),
            root=self._library.root.resolve(),
            message=message,
            status_code=422 if message else 200,
        )

    async def _open(self, request: Request) -> Response:
        """Open a document that the start page offers; it is named by its place in that list."""
        form = await request.form(max_files=0, max_fields=_FIELDS)
        name = str(form.get("name", ""))
        for offer in self._library.offered():
            if str(offer.folder) == name:
                try:
                    number = self._library.open(offer.folder)
                except AigovError as error:
                    return self._start_page(
                        request, say_error(error, chinese=language_of(request) == "zh")
                    )
                return RedirectResponse(f"/d/{number}", 303)
        return self._start_page(request, words_for(request)["gone"])

    async def _upload(self, request: Request) -> Response:
        """Take the files of one text, and show what they are."""
        try:
            async with request.form(max_files=MOST_FILES, max_fields=_FIELDS) as form:
                files = [
                    GivenFile(_read_name(upload.filename), await upload.read())
                    for upload in form.getlist("files")
                    if isinstance(upload, UploadFile) and upload.filename
                ]
        except HTTPException:
            return self._start_page(request, words_for(request)["many_files"].format(MOST_FILES))
        if not files:
            return self._start_page(request, words_for(request)["no_files"])
        try:
            recognised = await run_in_threadpool(_recognise, files)
        except AigovError as error:
            return self._start_page(request, say_error(error, chinese=language_of(request) == "zh"))
        self._jobs.append(Job(self._library.root, recognised, self._encoder))
        return RedirectResponse(f"/jobs/{len(self._jobs) - 1}", 303)

    async def _job(self, request: Request) -> Response:
        """Show what was recognised, and how far the alignment is."""
        number = request.path_params["number"]
        job, chinese = self._find_job(request), language_of(request) == "zh"
        return keep_language(request) or self._answers.page(
            "job.html",
            request,
            job=job,
            message=say_error(job.message, chinese=chinese) if job.message else "",
            size_of=_size,
            say_note=partial(say_note, chinese=chinese),
            say_place=partial(say_place, chinese=chinese),
            number=number,
            most_pieces=_PIECES,
        )

    async def _job_state(self, request: Request) -> Response:
        """Send how far an alignment is."""
        job, chinese = self._find_job(request), language_of(request) == "zh"
        state = {key: getattr(job, key) for key in ("state", "share", "number")}
        message = say_error(job.message, chinese=chinese) if job.message else ""
        return JSONResponse(
            {**state, "step": say_step(job.step, chinese=chinese), "message": message}
        )

    async def _start_job(self, request: Request) -> Response:
        """Begin to align."""
        form = await request.form(max_files=0, max_fields=_FIELDS)
        job = self._find_job(request)
        job.start(self._library.open, belongs=form.get("belongs") == "yes")
        return RedirectResponse(f"/jobs/{request.path_params['number']}", 303)

    async def _keep_piece(self, request: Request) -> Response:
        """Bring a piece back that reading left out, or leave it out again."""
        form = await request.form(max_files=0, max_fields=_FIELDS)
        piece = str(form.get("piece", ""))
        if piece.isascii() and piece.isdigit() and len(piece) < 9:
            self._find_job(request).toggle(int(piece))
        return RedirectResponse(f"/jobs/{request.path_params['number']}#piece-{piece[:8]}", 303)

    async def _cancel_job(self, request: Request) -> Response:
        """End an alignment."""
        self._find_job(request).cancel()
        return RedirectResponse(f"/jobs/{request.path_params['number']}", 303)

    def _find_job(self, request: Request) -> Job:
        """Return the job of a request."""
        number: int = request.path_params["number"]
        if number >= len(self._jobs):
            raise HTTPException(404)
        return self._jobs[number]


def _read_name(sent: str) -> str:
    """Return the name of a file as it was before a browser sent it: `"` for %22, by the standard.

    A percent sign of a name is sent as it is, so that no other code stands for another character.
    """
    for character in '"\r\n':
        sent = sent.replace(f"%{ord(character):02X}", character)
    return sent


def _size(document: Document) -> int:
    """Return the length of a text as translators count it: Chinese characters, or words."""
    texts = (block.text for block in document.blocks)
    if document.lang == "zh":
        return sum(len("".join(text.split())) for text in texts)
    return sum(len(text.split()) for text in texts)


def _recognise(files: Sequence[GivenFile]) -> FileLanguages | RecognisedPairs:
    """Return what dropped files are: a text and its renderings, one that holds both, or pairs."""
    if len(files) == 1 and files[0].suffix in SUFFIXES:
        return recognise_pairs(files[0])
    return recognise_files(files)
