"""`python -m index.training`: train the model that ships, or measure how well it can be trained."""

import argparse
import os
from pathlib import Path

from index.offline import stay_offline
from index.stores.embedders import SHIPPED_MODEL, open_embedder
from index.training.evaluate import Encode, Recall, draw_cases, evaluate
from index.training.meanings import phrasings
from index.training.pairs import split_phrasings
from index.training.train import Recipe, as_encode, save, train, trained_on

SPLIT_SEED = 7
CASE_SEED = 11


def main(arguments: list[str] | None = None) -> int:
    """Exit status 0."""
    options = _parser().parse_args(arguments)
    stay_offline()
    recipe = Recipe(steps=options.steps) if options.steps else Recipe()
    if options.evaluate:
        kept, held = split_phrasings(SPLIT_SEED)
        encode: Encode = (
            open_embedder(options.model).encode if options.model else as_encode(train(kept, recipe))
        )
        _print(evaluate(encode, draw_cases(held, CASE_SEED)))
        return 0
    save(train(phrasings(), recipe), options.out)
    size = sum(path.stat().st_size for path in options.out.rglob("*") if path.is_file())
    name = open_embedder(str(options.out)).name
    pairs = len({(pair.question, pair.text) for pair in trained_on(phrasings(), recipe)})
    print(f"{os.path.relpath(options.out)}：{size / 1e6:.1f} MB，{name}")
    print(f"训练用了 {pairs:,} 对不同的问与文")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m index.training", description="训练随项目发布的嵌入模型"
    )
    parser.add_argument("--out", type=Path, default=SHIPPED_MODEL, help="模型文件夹")
    parser.add_argument("--steps", type=int, help="训练步数（默认用发布模型的步数）")
    parser.add_argument(
        "--evaluate", action="store_true", help="留出一部分口语说法不参与训练，再用它们检验"
    )
    parser.add_argument(
        "--model", help="与 --evaluate 同用：检验这个模型（本命令训练的模型已见过全部说法，不宜）"
    )
    return parser


def _print(found: tuple[Recall, ...]) -> None:
    print("方法\t类别\t题数\t首位命中\t前五命中")
    for one in found:
        print(f"{one.method}\t{one.kind}\t{one.cases}\t{one.first:.3f}\t{one.first_five:.3f}")


if __name__ == "__main__":
    raise SystemExit(main())
