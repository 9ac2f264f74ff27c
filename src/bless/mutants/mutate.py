"""Prints mutants of the Python program on stdin, a JSON object a line: {"line", "old", "new", "text"}.

A mutant is the program with one slip: another operator, comparison, constant, axis or function, a dropped guard or keyword, swapped
arguments. `old` and `new` are the statement, or the head of the block, without and with the slip.
"""

import ast
import copy
import json
import sys

OPERATORS = {
    ast.Add: [ast.Sub],
    ast.Sub: [ast.Add],
    ast.Mult: [ast.Div],
    ast.Div: [ast.Mult],
    ast.FloorDiv: [ast.Div],
    ast.Mod: [ast.Mult],
    ast.Pow: [ast.Mult],
    ast.BitAnd: [ast.BitOr],
    ast.BitOr: [ast.BitAnd],
}
COMPARISONS = {
    ast.Lt: [ast.LtE, ast.GtE],
    ast.LtE: [ast.Lt],
    ast.Gt: [ast.GtE, ast.LtE],
    ast.GtE: [ast.Gt],
    ast.Eq: [ast.NotEq],
    ast.NotEq: [ast.Eq],
    ast.Is: [ast.IsNot],
    ast.IsNot: [ast.Is],
    ast.In: [ast.NotIn],
    ast.NotIn: [ast.In],
}
PAIRS = [
    ("min", "max"),
    ("argmin", "argmax"),
    ("minimum", "maximum"),
    ("nanmin", "nanmax"),
    ("any", "all"),
    ("floor", "ceil"),
    ("zeros", "ones"),
    ("zeros_like", "ones_like"),
    ("sum", "mean"),
    ("mean", "median"),
    ("nanmedian", "nanmean"),
    ("cumsum", "cumprod"),
    ("log", "log1p"),
    ("exp", "expm1"),
    ("less", "less_equal"),
    ("hstack", "vstack"),
]
NAMES = {**{right: left for left, right in PAIRS}, **dict(PAIRS)}
BUILTINS = {"min", "max", "any", "all"}


def slips(node):
    """What may be wrong with `node`: replacements of it, each a node. An empty list drops a statement."""
    if isinstance(node, (ast.BinOp, ast.AugAssign)):
        for operator in OPERATORS.get(type(node.op), []):
            yield changed(node, op=operator())
        if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Sub, ast.Div, ast.Pow, ast.MatMult)) and not hasattr(node, "signless"):
            yield changed(node, left=node.right, right=node.left)
    elif isinstance(node, ast.Compare):
        for place, comparison in enumerate(node.ops):
            for other in COMPARISONS.get(type(comparison), []):
                yield changed(node, ops=[*node.ops[:place], other(), *node.ops[place + 1 :]])
    elif isinstance(node, ast.BoolOp):
        yield changed(node, op=ast.And() if isinstance(node.op, ast.Or) else ast.Or())
        for place in range(len(node.values)):
            rest = node.values[:place] + node.values[place + 1 :]
            yield rest[0] if len(rest) == 1 else changed(node, values=rest)
    elif isinstance(node, ast.UnaryOp) and not isinstance(node.op, ast.UAdd):
        yield node.operand
    elif isinstance(node, ast.Constant):
        yield from (ast.Constant(value) for value in constants(node.value))
    elif isinstance(node, ast.Call):
        if len(node.args) > 1 and not any(isinstance(argument, ast.Starred) for argument in node.args[:2]):
            yield changed(node, args=[node.args[1], node.args[0], *node.args[2:]])
        for place in range(len(node.keywords)):
            yield changed(node, keywords=node.keywords[:place] + node.keywords[place + 1 :])
    elif isinstance(node, ast.Attribute) and node.attr in NAMES:
        yield changed(node, attr=NAMES[node.attr])
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in BUILTINS:
        yield ast.Name(NAMES[node.id], ast.Load())
    elif isinstance(node, ast.IfExp):
        yield node.body
        yield node.orelse
    elif isinstance(node, ast.If):
        yield changed(node, test=ast.UnaryOp(ast.Not(), node.test))
        yield node.orelse or []
        yield node.body
    elif isinstance(node, ast.AugAssign | ast.Assign) and isinstance(target(node), ast.Subscript):
        yield []
    elif isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
        yield changed(node, value=changed(node.value, elts=node.value.elts[::-1]))


def target(node):
    return node.target if isinstance(node, ast.AugAssign) else node.targets[0]


def constants(value):
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1, value - 1] if value > 0 else [1]
    if isinstance(value, float):
        return [value * 2 if value else 1.0]
    return []


def changed(node, **fields):
    other = copy.copy(node)
    for name, value in fields.items():
        setattr(other, name, value)
    return other


def mutants(tree):
    """Each mutant's tree, with the statement that holds the slip before and after."""
    for statement in ast.walk(tree):
        if not isinstance(statement, ast.stmt):
            continue
        for holder, field, place, node in own_nodes(statement):
            for slip in slips(node):
                yield swapped(tree, statement, holder, field, place, slip)
    # The statements themselves: dropped, negated, reversed.
    for holder in ast.walk(tree):
        for field in ("body", "orelse"):
            statements = getattr(holder, field, None)
            for place, statement in enumerate(statements if isinstance(statements, list) else []):
                if isinstance(statement, ast.stmt):
                    for slip in slips(statement):
                        yield swapped(tree, statement, holder, field, place, slip)


def mark_signless(tree):
    """Differences whose sign is lost at once, in a square or an absolute value: turned round they are the same."""
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow) and getattr(node.right, "value", 1) == 2:
            bases = [node.left]
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("abs"):
            bases = node.args
        else:
            bases = []
        for base in bases:
            if isinstance(base, ast.BinOp) and isinstance(base.op, ast.Sub):
                base.signless = True


def own_nodes(statement):
    """The expressions of `statement`, without those of the statements inside it, and without its docstring."""
    waiting = [statement]
    while waiting:
        holder = waiting.pop()
        for field, value in ast.iter_fields(holder):
            for place, node in enumerate(value) if isinstance(value, list) else [(None, value)]:
                is_docstring = isinstance(holder, ast.Expr) and isinstance(node, ast.Constant)
                if isinstance(node, ast.AST) and not isinstance(node, (ast.stmt, ast.arguments)) and not is_docstring:
                    yield holder, field, place, node
                    waiting.append(node)


def swapped(tree, statement, holder, field, place, slip):
    """The program's text with `slip` in its place, and the statement's head before and after."""
    old = head(statement)
    kept = getattr(holder, field)
    if place is None:
        setattr(holder, field, slip)
    else:
        one = slip if isinstance(slip, list) else [slip]
        setattr(holder, field, kept[:place] + one + kept[place + 1 :] or [ast.Pass()])
    try:
        if slip == [] or (isinstance(slip, list) and isinstance(statement, ast.If)):
            new = "(dropped)" if slip == [] else "(its body, always)"
        else:
            new = head(slip if isinstance(slip, ast.stmt) else statement)
        return {"line": statement.lineno, "old": old, "new": new, "text": ast.unparse(ast.fix_missing_locations(tree)) + "\n"}
    finally:
        setattr(holder, field, kept)


def head(statement):
    return ast.unparse(ast.fix_missing_locations(statement)).splitlines()[0]


def main():
    text = sys.stdin.read()
    seen = {ast.unparse(ast.parse(text)) + "\n"}
    tree = ast.parse(text)
    mark_signless(tree)
    for mutant in mutants(tree):
        if mutant["text"] not in seen:
            seen.add(mutant["text"])
            print(json.dumps(mutant))


if __name__ == "__main__":
    main()
