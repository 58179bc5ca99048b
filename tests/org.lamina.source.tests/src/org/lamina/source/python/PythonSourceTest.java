package org.lamina.source.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lamina.source.python.Expression.Call;
import org.lamina.source.python.Expression.Literal;
import org.lamina.source.python.Statement.Assignment;
import org.lamina.source.python.Statement.ClassDefinition;
import org.lamina.source.python.Statement.FunctionDefinition;

class PythonSourceTest {

    @Test
    void findsClassesTheirBasesAndMethods() {
        PythonSource source = parse("""
                import torch.nn as nn

                class Net(nn.Module, metaclass=Meta):
                    def __init__(self, width: int = 8, *layers, **options) -> None:
                        super().__init__()

                    async def forward(self, x): return x
                """);
        ClassDefinition net = source.findClass("Net").orElseThrow();
        assertEquals("nn.Module", net.bases().get(0).dotted().orElseThrow());
        assertEquals(List.of("__init__", "forward"), net.methods().stream().map(FunctionDefinition::name).toList());
        assertEquals(List.of("self", "width", "layers", "options"), net.methods().get(0).parameters());
        assertEquals(3, net.range().line());
        assertTrue(source.text(net.range()).endsWith("return x"));
    }

    @Test
    void givesTheRangesOfCallsAndArguments() {
        PythonSource source = parse("""
                class Net:
                    def __init__(self):
                        self.drop = nn.Dropout(p=0.8, inplace=False)
                """);
        Assignment assignment = assignments(source).findFirst().orElseThrow();
        assertTrue(assignment.assigns("self.drop"));
        Call call = (Call) assignment.value();
        assertEquals("nn.Dropout(p=0.8, inplace=False)", source.text(call.range()));
        assertEquals(3, call.range().line());
        assertEquals(21, call.range().column());
        Literal rate = (Literal) call.argument("p", 0).orElseThrow().value();
        assertEquals("0.8", source.text(rate.range()));
        assertEquals(Optional.of(0.8), rate.number());
        assertEquals(Optional.of(false), ((Literal) call.argument("inplace").orElseThrow().value()).value());
    }

    @Test
    void resolvesAliasesToOneName() {
        PythonSource source = parse("""
                import torch
                import torch.nn as nn
                import torch.nn.functional as F
                from torch import nn as neural
                from torch.nn import Dropout, Linear as Dense
                from .blocks import (Block,
                                     Other as O,)
                import os.path
                """);
        assertEquals("torch.nn.Dropout", source.qualify("nn.Dropout"));
        assertEquals("torch.nn.Dropout", source.qualify("torch.nn.Dropout"));
        assertEquals("torch.nn.Dropout", source.qualify("neural.Dropout"));
        assertEquals("torch.nn.Dropout", source.qualify("Dropout"));
        assertEquals("torch.nn.Linear", source.qualify("Dense"));
        assertEquals("torch.nn.functional.relu", source.qualify("F.relu"));
        assertEquals(".blocks.Block", source.qualify("Block"));
        assertEquals(".blocks.Other", source.qualify("O"));
        assertEquals("os.path.join", source.qualify("os.path.join"));
        assertEquals("self.x", source.qualify("self.x"));
    }

    @Test
    void resolvesStarImportsUnlessTheFileDefinesTheName() {
        PythonSource source = parse("""
                from torch.nn import *
                class Linear: pass
                """);
        assertEquals("torch.nn.Dropout", source.qualify("Dropout"));
        assertEquals("Linear", source.qualify("Linear"));
    }

    @Test
    void readsLiteralValues() {
        assertEquals(List.of(Optional.of(1_000L), Optional.of(255L), Optional.of(1e-3), Optional.of(-0.5),
                Optional.of(true), Optional.empty(), Optional.of("a'b"), Optional.of("onetwo"), Optional.of("\\d"),
                Optional.of("line")),
                literals("f(1_000, 0xFF, 1e-3, -.5, True, None, \"a'b\", 'one' \"two\", r'\\d', '''line''')"));
    }

    @Test
    void joinsLinesInBracketsAndAfterBackslashes() {
        PythonSource source = parse("""
                net = nn.Sequential(
                    nn.Linear(4, 4),  # a comment with a ) in it
                    # another one
                    nn.ReLU(),
                )
                x = 1 + \\
                    2
                y = 3
                """);
        assertEquals(3, source.statements().size());
        Call sequential = (Call) ((Assignment) source.statements().get(0)).value();
        assertEquals(List.of(2, 4), sequential.arguments().stream().map(a -> a.value().range().line()).toList());
        assertEquals(8, source.statements().get(2).range().line());
    }

    @Test
    void readsStringsThatHoldQuotesBracesAndLines() {
        PythonSource source = parse("""
                a = f"{x['key']} and {f'{y}'}"
                b = '''three
                "lines" (
                here'''
                c = f"{{literal}} {d["nested"]:>{width}}"
                d = "unterminated
                e = rb'\\''
                g = f"{unclosed"
                h = 1
                """);
        assertEquals(List.of("a", "b", "c", "d", "e", "g", "h"),
                assignments(source).map(a -> a.targets().get(0).dotted().orElseThrow()).toList());
        assertEquals(9, source.statements().get(6).range().line());
    }

    @Test
    void countsLinesWithAnyLineEndAndColumnsWithTabs() {
        PythonSource source = parse("\uFEFFclass A:\r\n\tdef f(self):\r\n\t\tself.x = g(1)\rh(2)\n");
        List<Call> calls = source.calls().toList();
        assertEquals(List.of(3, 4), calls.stream().map(call -> call.range().line()).toList());
        assertEquals(12, calls.get(0).range().column());
        assertEquals("self.x = g(1)", source.line(3));
        assertEquals("A", source.classAt(calls.get(0).range().offset()).orElseThrow().name());
        assertEquals(Optional.empty(), source.classAt(calls.get(1).range().offset()).map(ClassDefinition::name));
    }

    @Test
    void keepsWhatFollowsABracketThatWasLeftOpen() {
        PythonSource source = parse("""
                class A:
                    def __init__(self):
                        self.a = nn.Linear(3, (4
                    def forward(self, x):
                        return self.a(x)
                class B: pass
                """);
        assertEquals(List.of("A", "B"), source.classes().stream().map(ClassDefinition::name).toList());
        assertEquals(List.of("__init__", "forward"),
                source.classes().get(0).methods().stream().map(FunctionDefinition::name).toList());
    }

    @Test
    void readsSeveralStatementsOnALine() {
        PythonSource source = parse("""
                if ready: a = f(1); b = g(2)
                else: c = h(3)
                """);
        assertEquals(List.of("a", "b", "c"),
                assignments(source).map(a -> a.targets().get(0).dotted().orElseThrow()).toList());
    }

    @Test
    void readsAnnotatedAugmentedChainedAndTupleAssignments() {
        PythonSource source = parse("""
                a: List[int] = f(1)
                b += g(2)
                c = self.d = h(3)
                e, (f, *g) = i(4), 5
                """);
        List<Assignment> found = assignments(source).toList();
        assertEquals(4, found.size());
        assertTrue(found.get(0).assigns("a"));
        assertEquals("+=", found.get(1).operator());
        assertTrue(found.get(2).assigns("c") && found.get(2).assigns("self.d"));
        assertEquals("i(4), 5", source.text(found.get(3).value().range()));
    }

    @Test
    void keepsOperandsOfOperationsLambdasAndComprehensions() {
        PythonSource source = parse("""
                y = self.a(x) + self.b(x) if flag else lambda z, w=1: c(z)
                blocks = [Block(i) for i in range(n) if ok(i)]
                options = {"a": one(), **two(), 'b': three()}
                """);
        assertEquals(List.of("self.a", "self.b", "c", "Block", "range", "ok", "one", "two", "three"),
                source.calls().map(call -> call.callee().dotted().orElseThrow()).toList());
    }

    private static PythonSource parse(String text) {
        return PythonSource.parse("net.py", text);
    }

    private static Stream<Assignment> assignments(PythonSource source) {
        return source.allStatements().stream().filter(Assignment.class::isInstance).map(Assignment.class::cast);
    }

    private static List<Optional<Object>> literals(String call) {
        return parse(call).calls().findFirst().orElseThrow().arguments().stream()
                .map(argument -> ((Literal) argument.value()).value()).toList();
    }
}
