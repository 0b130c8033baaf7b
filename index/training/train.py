"""How is the model trained? A tokenizer of short pieces, then one vector a piece."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.training.grammar import with_breaks
from index.training.meanings import Phrasing
from index.training.pairs import Pair, batches

UNKNOWN = "[UNK]"
PIECE = 4
"""Longest piece, in characters: longer ones only learn the training texts by heart."""
BREAKS = 0.1
"""Share of gaps between characters that are torn open in training texts."""
SCALE = 12.0
"""Sharpness of the ranking loss (the inverse temperature)."""
INITIAL_SPREAD = 0.1
"""Standard deviation of the untrained vectors: small, so that what is trained prevails."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How much is trained; the defaults make the model that ships."""

    dimension: int = 256
    pieces: int = 9_000
    """Size of the token table."""
    steps: int = 400
    batch: int = 512
    rate: float = 0.02
    seed: int = 20_240_101


def train(known: Sequence[Phrasing], recipe: Recipe) -> Any:
    """A sentence-transformers model (StaticEmbedding + Normalize) of these phrasings.

    The same recipe gives the same vectors on the same machine with the same libraries.
    """
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding

    tokenizer = build_tokenizer(known, recipe)
    torch.set_num_threads(1)  # sums in one order: the same vectors again
    torch.manual_seed(recipe.seed)
    weights = torch.empty(tokenizer.get_vocab_size(), recipe.dimension)
    torch.nn.init.normal_(weights, std=INITIAL_SPREAD)
    embedding = torch.nn.EmbeddingBag.from_pretrained(weights, freeze=False, mode="mean")
    _fit(embedding, tokenizer, known, recipe)
    trained = embedding.weight.detach().half().float()  # packs to half its size in git
    return SentenceTransformer(
        modules=[StaticEmbedding(tokenizer, embedding_weights=trained), Normalize()],
        device="cpu",
    )


def trained_on(known: Sequence[Phrasing], recipe: Recipe) -> Iterator[Pair]:
    """Every pair that the recipe trains on, in order."""
    drawn = batches(known, count=recipe.steps, size=recipe.batch, seed=recipe.seed + 3)
    return (pair for batch in drawn for pair in batch)


def as_encode(model: Any) -> Any:
    """The model as a function from texts to normalised vectors."""

    def encode(texts: list[str]) -> Any:
        return model.encode(texts, convert_to_numpy=True, show_progress_bar=False)

    return encode


def save(model: Any, folder: Path) -> None:
    """Write the model as sentence-transformers does, without a model card."""
    model.save(str(folder), create_model_card=False)
    (folder / "model.safetensors").chmod(0o644)  # safetensors writes for the owner alone


def build_tokenizer(known: Sequence[Phrasing], recipe: Recipe) -> Any:
    """A tokenizer that knows all common characters and frequent pieces of up to four."""
    from tokenizers import Regex, Tokenizer, normalizers, pre_tokenizers
    from tokenizers.models import BPE
    from tokenizers.trainers import BpeTrainer

    tokenizer = Tokenizer(BPE(unk_token=UNKNOWN))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(r"[\s\p{P}\p{S}]+"), "removed"),
            pre_tokenizers.Digits(individual_digits=True),
        ]
    )
    trainer = BpeTrainer(
        vocab_size=recipe.pieces,
        special_tokens=[UNKNOWN],
        initial_alphabet=common_characters(),
        max_token_length=PIECE,
        show_progress=False,
    )
    tokenizer.train_from_iterator(_corpus(known, recipe), trainer)
    return tokenizer


def common_characters() -> list[str]:
    """The characters of GB 2312, the Latin letters and the digits."""
    rows = (bytes((high, low)) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    han = (pair.decode("gb2312", errors="ignore") for pair in rows)
    return sorted({*(c for c in han if c), *"abcdefghijklmnopqrstuvwxyz0123456789"})


def _corpus(known: Sequence[Phrasing], recipe: Recipe) -> Iterator[str]:
    for batch in batches(known, count=40, size=recipe.batch, seed=recipe.seed + 1):
        for pair in batch:
            yield pair.question
            yield pair.text


def _fit(embedding: Any, tokenizer: Any, known: Sequence[Phrasing], recipe: Recipe) -> None:
    import torch

    optimizer = torch.optim.Adam(embedding.parameters(), lr=recipe.rate)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, max_lr=recipe.rate, total_steps=recipe.steps
    )
    rng = random.Random(recipe.seed + 2)
    drawn = batches(known, count=recipe.steps, size=recipe.batch, seed=recipe.seed + 3)
    for batch in drawn:
        optimizer.zero_grad()
        _ranking_loss(embedding, tokenizer, batch, rng).backward()
        optimizer.step()
        schedule.step()


def _ranking_loss(embedding: Any, tokenizer: Any, batch: Sequence[Pair], rng: random.Random) -> Any:
    """Multiple negatives ranking loss, both ways: a question's own text before all others."""
    import torch

    questions = _vectors(embedding, tokenizer, [pair.question for pair in batch], rng)
    texts = _vectors(embedding, tokenizer, [pair.text for pair in batch], rng)
    numbers = {label: n for n, label in enumerate(dict.fromkeys(pair.label for pair in batch))}
    labels = torch.tensor([numbers[pair.label] for pair in batch])
    own = torch.arange(len(batch))
    alike = (labels[:, None] == labels[None, :]) & (own[:, None] != own[None, :])
    scores = (questions @ texts.T * SCALE).masked_fill(alike, -1e4)
    loss = torch.nn.functional.cross_entropy
    return (loss(scores, own) + loss(scores.T, own)) / 2


def _vectors(embedding: Any, tokenizer: Any, texts: list[str], rng: random.Random) -> Any:
    import torch

    torn = [with_breaks(rng, text, BREAKS) for text in texts]
    pieces = [one.ids for one in tokenizer.encode_batch(torn, add_special_tokens=False)]
    offsets = [0]
    for ids in pieces[:-1]:
        offsets.append(offsets[-1] + len(ids))
    tokens = torch.tensor([token for ids in pieces for token in ids])
    return torch.nn.functional.normalize(embedding(tokens, torch.tensor(offsets)), dim=1)
