"""Reports cut into overlapping chunks (切块) by llama-index's own splitter, set for Chinese."""

import re
from collections.abc import Iterator, Sequence

from llama_index.core.node_parser import SentenceSplitter

from eval.systems.lines import Section, sections_of
from eval.systems.system import Found
from index.records import Extraction

CHUNK, OVERLAP = 200, 30
"""Characters of a chunk without its heading, and those it shares with the one before."""

_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]|[^。！？；\n]+$")


def chunks_of(
    extractions: Sequence[Extraction], size: int = CHUNK, overlap: int = OVERLAP
) -> tuple[Found, ...]:
    """The chunks of all reports in order; none runs over the end of a section."""
    splitter = SentenceSplitter(
        chunk_size=size,
        chunk_overlap=overlap,
        tokenizer=list,  # a Chinese character is about a token
        paragraph_separator="\n",
        chunking_tokenizer_fn=_sentences,
        secondary_chunking_regex="[^，、；]+[，、；]?",
    )
    sections = (section for each in extractions for section in sections_of(each))
    return tuple(chunk for section in sections for chunk in _cut(splitter, section))


def words_of(chunk: Found) -> str:
    """A chunk as it is indexed and read: report, page and heading above its lines."""
    return "\n".join([f"{chunk.report} 第{chunk.page}页 {chunk.heading}", *chunk.lines])


def _cut(splitter: SentenceSplitter, section: Section) -> Iterator[Found]:
    for text in splitter.split_text("\n".join(section.lines)):
        lines = tuple(line for line in text.splitlines() if line.strip())
        yield Found(report=section.report, page=section.page, heading=section.heading, lines=lines)


def _sentences(text: str) -> list[str]:
    return _SENTENCE.findall(text)
