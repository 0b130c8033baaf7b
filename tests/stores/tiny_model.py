"""A static embedding model of a few hundred kilobytes: one random vector for each character."""

import json
from pathlib import Path

import numpy as np
from tokenizers import Regex, Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Split

DIMENSION = 24


def write_tiny_model(folder: Path, *, seed: int = 7) -> Path:
    """The folder, now a sentence-transformers `StaticEmbedding` model of Chinese characters."""
    folder.mkdir(parents=True)
    characters = ["[UNK]", *map(chr, range(0x30, 0x3A)), *map(chr, range(0x4E00, 0x9FA6))]
    vocabulary = {character: number for number, character in enumerate(characters)}
    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Split(Regex("."), "isolated")
    tokenizer.save(str(folder / "tokenizer.json"))
    write_vectors(folder / "model.safetensors", len(characters), seed)
    module = {"idx": 0, "path": "", "type": "sentence_transformers.models.StaticEmbedding"}
    (folder / "modules.json").write_text(json.dumps([module]), encoding="utf-8")
    return folder


def write_vectors(path: Path, count: int, seed: int) -> None:
    """Random vectors as a safetensors file; what is unknown stands at zero."""
    vectors = np.random.default_rng(seed).standard_normal((count, DIMENSION)).astype("<f4")
    vectors[0] = 0
    content = vectors.tobytes()
    tensor = {"dtype": "F32", "shape": [count, DIMENSION], "data_offsets": [0, len(content)]}
    header = json.dumps({"embedding.weight": tensor}).encode()
    path.write_bytes(len(header).to_bytes(8, "little") + header + content)
