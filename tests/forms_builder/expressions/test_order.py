"""In what order things that depend on each other are computed."""

from hypothesis import given
from hypothesis import strategies as st

from forms_builder.expressions.order import cycles, ordered

NAMES = "abcdefgh"
GRAPHS = st.dictionaries(
    st.sampled_from(NAMES), st.sets(st.sampled_from(NAMES), max_size=3), max_size=8
).map(lambda graph: {name: {one for one in to if one in graph} for name, to in graph.items()})


def test_cycles__of_each_kind():
    assert cycles({"a": {"b"}, "b": {"c"}, "c": set()}) == []
    assert cycles({"a": {"a"}}) == [("a",)]
    assert cycles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == [("a", "b", "c")]
    assert cycles({"a": {"b"}, "b": {"a"}, "c": {"d"}, "d": {"c"}}) == [("a", "b"), ("c", "d")]


def test_cycles__unknown_names_are_no_circle():
    assert cycles({"a": {"nobody"}}) == []


def test_ordered__a_long_chain_is_no_trouble():
    chain = {str(n): {str(n + 1)} for n in range(5000)}
    assert ordered(chain)[:2] == ["4999", "4998"]


def test_ordered__what_is_needed_comes_first():
    assert ordered({"a": {"b"}, "b": set(), "c": {"a"}}) == ["b", "a", "c"]


@given(GRAPHS)
def test_ordered__every_name_once_after_what_it_needs(graph):
    order = ordered(graph)
    assert sorted(order) == sorted(graph)
    inside = {name for circle in cycles(graph) for name in circle}
    place = {name: number for number, name in enumerate(order)}
    for name in graph.keys() - inside:
        assert all(place[need] < place[name] for need in graph[name] - inside)


@given(GRAPHS)
def test_cycles__each_depends_on_the_next(graph):
    for circle in cycles(graph):
        for one, other in zip(circle, (*circle[1:], circle[0]), strict=True):
            assert other in graph[one]
