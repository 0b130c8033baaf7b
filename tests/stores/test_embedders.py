"""Texts become vectors: the same ones with and without sentence-transformers, wherever from."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.errors import SettingError
from index.stores.embedders import (
    SHIPPED_MODEL,
    Embedder,
    StaticEmbedder,
    embedder_name,
    open_embedder,
)
from index.training.meanings import phrasings
from index.training.pairs import batches, split_phrasings
from index.training.train import Recipe, common_characters, save, train

ROOT = Path(__file__).resolve().parents[2]
TINY = Recipe(dimension=16, pieces=7_000, steps=3, batch=32)
TEXTS = [
    "公务接待费",
    "某局｜2024年｜部门预算｜一般公共预算基本支出表｜商品和服务支出 > 水费｜合计｜万元",
    "因公出国（境）费用",
    "hospitality budget 2024",
    "龘𠮷",
    "",
    "？！",
    "一年的" * 400,
]


@pytest.fixture(scope="module")
def shipped() -> Embedder:
    return open_embedder(str(SHIPPED_MODEL))


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("model")
    save(train(phrasings(), TINY), folder)
    return folder


def test_the_shipped_model_gives_the_vectors_of_sentence_transformers(shipped: Embedder) -> None:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(SHIPPED_MODEL), device="cpu", local_files_only=True)
    theirs = model.encode(TEXTS, convert_to_numpy=True, show_progress_bar=False)
    assert np.abs(shipped.encode(TEXTS) - theirs).max() <= 1e-6


def test_a_vector_has_length_one_and_a_text_without_words_has_none(shipped: Embedder) -> None:
    vectors = shipped.encode(TEXTS)
    assert vectors.shape == (len(TEXTS), shipped.dimension)
    assert vectors.dtype == np.float32
    lengths = np.linalg.norm(vectors, axis=1)
    worded = [bool(text.strip("？！")) for text in TEXTS]
    assert np.allclose(lengths[worded], 1)
    assert not lengths[[not one for one in worded]].any()
    assert shipped.encode([]).shape == (0, shipped.dimension)


def test_a_text_has_the_same_vector_alone_and_among_thousands(shipped: Embedder) -> None:
    many = [f"第{n}个项目的办公费" for n in range(3_000)]
    assert np.array_equal(shipped.encode(many)[2_345], shipped.encode([many[2_345]])[0])


def test_full_width_and_half_width_forms_mean_the_same(shipped: Embedder) -> None:
    wide, narrow = shipped.encode(["２０２４年维修（护）费ＡＢ", "2024年维修(护)费ab"])
    assert np.array_equal(wide, narrow)


def test_an_everyday_wording_lies_nearest_to_its_account(shipped: Embedder) -> None:
    rows = ["公务接待费", "水费", "电费", "差旅费", "取暖费", "基本工资", "住房公积金"]
    start = "某局｜2024年｜部门预算｜一般公共预算基本支出表"
    texts = shipped.encode([f"{start}｜{row}｜合计 人员经费 公用经费｜万元" for row in rows])
    asked = {"请客吃饭花了多少钱": "公务接待费", "暖气费多少": "取暖费", "出差花了多少": "差旅费"}
    nearest = [rows[int(n)] for n in (shipped.encode(list(asked)) @ texts.T).argmax(axis=1)]
    assert nearest == list(asked.values())


def test_the_shipped_model_knows_every_common_character_and_is_small() -> None:
    from tokenizers import Tokenizer

    known = Tokenizer.from_file(str(SHIPPED_MODEL / "tokenizer.json")).get_vocab()
    assert [c for c in common_characters() if c not in known] == []
    assert max(len(piece) for piece in known if piece != "[UNK]") <= 4
    assert sum(p.stat().st_size for p in SHIPPED_MODEL.rglob("*") if p.is_file()) <= 16e6


def test_asking_with_the_shipped_model_loads_neither_torch_nor_sentence_transformers() -> None:
    script = (
        "import sys; from index.stores.embedders import open_embedder\n"
        f"open_embedder({str(SHIPPED_MODEL)!r}).encode(['水费'])\n"
        "print({'torch', 'sentence_transformers', 'llama_index'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == "set()"


def test_the_fingerprint_names_the_model_without_opening_it(shipped: Embedder, tiny: Path) -> None:
    assert embedder_name(str(SHIPPED_MODEL)) == shipped.name
    assert embedder_name(str(tiny)) == open_embedder(str(tiny)).name
    assert embedder_name(str(tiny)) != shipped.name


def test_llama_index_sees_the_same_vectors(shipped: Embedder) -> None:
    adapter = shipped.as_llama_index()
    vector = shipped.encode(["公务接待费"])[0].tolist()
    assert adapter.get_text_embedding("公务接待费") == vector
    assert adapter.get_query_embedding("公务接待费") == vector
    assert adapter.get_text_embedding_batch(["水费", "公务接待费"])[1] == vector


def test_a_model_is_named_by_the_environment(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMBED_MODEL", str(tiny))
    assert open_embedder().dimension == TINY.dimension
    monkeypatch.setenv("EMBED_MODEL", "")
    assert embedder_name() == embedder_name(str(SHIPPED_MODEL))


def test_a_model_that_is_not_static_is_run_by_sentence_transformers(
    tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.stores.embedders._is_static", lambda folder: False)
    other = open_embedder(str(tiny))
    assert not isinstance(other, StaticEmbedder)
    assert np.abs(other.encode(TEXTS) - StaticEmbedder(tiny).encode(TEXTS)).max() <= 1e-6


@pytest.mark.parametrize("damage", ["model.safetensors", "tokenizer.json"])
def test_a_damaged_model_is_a_setting_error_in_one_line(
    damage: str, tmp_path: Path, tiny: Path
) -> None:
    for file in ("model.safetensors", "tokenizer.json", "modules.json"):
        (tmp_path / file).write_bytes((tiny / file).read_bytes())
    (tmp_path / damage).write_bytes(b"{}")
    with pytest.raises(SettingError, match="EMBED_MODEL：无法使用嵌入模型") as raised:
        open_embedder(str(tmp_path))
    assert "\n" not in str(raised.value)


def test_a_model_that_is_not_there_is_a_setting_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    for model in (str(tmp_path / "gone"), str(tmp_path), "nobody/no-such-model"):
        with pytest.raises(SettingError, match="EMBED_MODEL：无法使用嵌入模型"):
            open_embedder(model)


def test_training_again_in_another_process_gives_the_same_model(tmp_path: Path) -> None:
    save(train(phrasings(), Recipe(steps=1)), tmp_path / "here")
    subprocess.run(
        [sys.executable, "-m", "index.training", "--steps", "1", "--out", str(tmp_path / "there")],
        cwd=ROOT,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "5"},
    )
    for file in ("model.safetensors", "tokenizer.json"):
        here, there = (tmp_path / place / file for place in ("here", "there"))
        assert here.read_bytes() == there.read_bytes()


def test_phrasings_held_out_are_never_trained_on() -> None:
    kept, held = split_phrasings(seed=7)
    assert len(held) > 200
    trained = {one.term.name: set(one.phrases) for one in kept}
    assert all(not trained[one.term.name] & set(one.phrases) for one in held)


def test_the_same_seed_draws_the_same_pairs() -> None:
    one, two, other = (
        list(batches(phrasings(), count=2, size=64, seed=seed)) for seed in (1, 1, 2)
    )
    assert one == two
    assert one != other
