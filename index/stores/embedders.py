"""Which texts mean alike? Sentence embeddings (句向量), from the model that ships or another.

A static model (every token has one vector, a text is their mean) is evaluated with numpy alone
over a memory-mapped matrix: sentence-transformers and torch are imported only for other models.
"""

import hashlib
import json
import os
import re
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.errors import SettingError

if TYPE_CHECKING:
    from llama_index.core.embeddings import BaseEmbedding

SHIPPED_MODEL = Path(__file__).resolve().parents[2] / "data" / "model"
"""The model that comes with the project."""

Matrix: TypeAlias = NDArray[np.float32]

BATCH = 1_024
WEIGHTS = "model.safetensors"
TOKENIZER = "tokenizer.json"
MODULES = "modules.json"

_HUB_ID = re.compile(r"[\w.-]+(/[\w.-]+)?")
_DTYPES = {"F32": np.dtype("<f4"), "F16": np.dtype("<f2")}


class Embedder(ABC):
    """A model that turns texts into vectors of length one."""

    name: str
    """Fingerprint: equal names give equal vectors."""
    dimension: int

    def encode(self, texts: Sequence[str]) -> Matrix:
        """One normalised float32 vector a text, shape (n, dimension); a text without any known
        token is all zeros. Full-width and half-width forms of a text are the same text."""
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        return self._encode([unicodedata.normalize("NFKC", text) for text in texts])

    @abstractmethod
    def _encode(self, texts: list[str]) -> Matrix: ...

    def as_llama_index(self) -> "BaseEmbedding":
        """The same model as a llama-index embedding."""
        return _llama_index_embedding(self)


class StaticEmbedder(Embedder):
    """A sentence-transformers `StaticEmbedding` model, without sentence-transformers."""

    def __init__(self, folder: Path) -> None:
        """Raises `SettingError` where the folder's files do not hold together."""
        try:
            self._weights = _map_weights(folder / WEIGHTS)
            self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
            self.name = _fingerprint(folder)
        except Exception as error:  # tokenizers raises bare Exception
            raise _unusable(str(folder), error) from error
        if self._tokenizer.get_vocab_size() > len(self._weights):
            raise _unusable(str(folder), "分词表比向量表长")
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self.dimension = int(self._weights.shape[1])

    def _encode(self, texts: list[str]) -> Matrix:
        starts = range(0, len(texts), BATCH)
        return np.concatenate([self._means(texts[start : start + BATCH]) for start in starts])

    def _means(self, texts: list[str]) -> Matrix:
        encodings = self._tokenizer.encode_batch(texts, add_special_tokens=False)
        counts = np.array([len(encoding.ids) for encoding in encodings])
        means: Matrix = np.zeros((len(texts), self.dimension), dtype=np.float32)
        if not counts.any():
            return means
        tokens = np.concatenate([np.array(e.ids, dtype=np.intp) for e in encodings if e.ids])
        filled = counts > 0
        starts = np.concatenate([[0], np.cumsum(counts[filled])[:-1]])
        vectors = self._weights[tokens].astype(np.float32, copy=False)
        means[filled] = np.add.reduceat(vectors, starts, axis=0)
        means /= np.maximum(counts, 1)[:, None]
        return _normalised(means)


class SentenceTransformerEmbedder(Embedder):
    """Any other sentence-transformers model, from a folder or by its name on a hub."""

    def __init__(self, model: str) -> None:
        """Raises `SettingError` where the model cannot be had or loaded."""
        self._model = _load_sentence_transformer(model)
        self.name = embedder_name(model)
        self.dimension = len(self.encode(["预算"])[0])

    def _encode(self, texts: list[str]) -> Matrix:
        vectors = self._model.encode(
            texts, convert_to_numpy=True, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32)


def open_embedder(model: str | None = None) -> Embedder:
    """The named model, else the one that `EMBED_MODEL` names, else the one that ships.

    A model is a folder or the name of a model on a hub. Raises `SettingError`.
    """
    wanted = _wanted(model)
    folder = Path(wanted)
    if _is_static(folder):
        return StaticEmbedder(folder)
    if folder.is_dir() or (_HUB_ID.fullmatch(wanted) and not folder.exists()):
        return SentenceTransformerEmbedder(wanted)
    raise _unusable(wanted, "没有这个文件夹")


def embedder_name(model: str | None = None) -> str:
    """The `name` of the embedder that `open_embedder` would open, without opening it."""
    wanted = _wanted(model)
    return _fingerprint(Path(wanted)) if Path(wanted).is_dir() else wanted


def _wanted(model: str | None) -> str:
    return model or os.environ.get("EMBED_MODEL") or str(SHIPPED_MODEL)


def _unusable(model: str, why: object) -> SettingError:
    reason = " ".join(str(why).split())[:200]
    return SettingError(
        f"EMBED_MODEL：无法使用嵌入模型 {model}：{reason}"
        "（应为 sentence-transformers 模型的文件夹，或可下载的模型名）"
    )


def _is_static(folder: Path) -> bool:
    """Whether the folder holds a static embedding and nothing behind it but a normalisation."""
    try:
        modules = json.loads((folder / MODULES).read_text(encoding="utf-8"))
        kinds = [str(module["type"]).rpartition(".")[2] for module in modules]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return kinds in (["StaticEmbedding"], ["StaticEmbedding", "Normalize"])


def _fingerprint(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in _model_files(folder):
        digest.update(str(path.relative_to(folder)).encode())
        digest.update(path.read_bytes())
    return f"{folder.name}-{digest.hexdigest()[:12]}"


def _model_files(folder: Path) -> Iterator[Path]:
    """The files that vectors depend on."""
    if _is_static(folder):
        yield from (folder / WEIGHTS, folder / TOKENIZER)
        return
    kept = {".safetensors", ".bin", ".json", ".txt", ".model"}
    yield from sorted(p for p in folder.rglob("*") if p.suffix in kept and p.is_file())


def _map_weights(path: Path) -> NDArray[Any]:
    """The token vectors of a safetensors file, memory-mapped."""
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        tensor = json.loads(file.read(length))["embedding.weight"]
    return np.memmap(
        path,
        dtype=_DTYPES[tensor["dtype"]],
        mode="r",
        offset=8 + length + tensor["data_offsets"][0],
        shape=tuple(tensor["shape"]),
    )


def _normalised(vectors: Matrix) -> Matrix:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.divide(vectors, lengths, out=vectors, where=lengths > 0)


def _load_sentence_transformer(model: str) -> Any:
    """The model, from this machine where it is here, else from the hub."""
    from sentence_transformers import SentenceTransformer

    here_only = Path(model).is_dir()
    try:
        return SentenceTransformer(model, local_files_only=True)
    except Exception as error:  # what a foreign model's files can raise is not ours to list
        if here_only:
            raise _unusable(model, error) from error
    try:
        return SentenceTransformer(model)
    except Exception as error:
        raise _unusable(model, error) from error


def _llama_index_embedding(embedder: Embedder) -> "BaseEmbedding":
    from llama_index.core.embeddings import BaseEmbedding

    class LlamaIndexEmbedding(BaseEmbedding):
        """Our embedder behind llama-index's interface."""

        def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
            vectors: list[list[float]] = embedder.encode(texts).tolist()
            return vectors

        def _get_text_embedding(self, text: str) -> list[float]:
            return self._get_text_embeddings([text])[0]

        def _get_query_embedding(self, query: str) -> list[float]:
            return self._get_text_embedding(query)

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return self._get_text_embedding(query)

    return LlamaIndexEmbedding(model_name=embedder.name)
