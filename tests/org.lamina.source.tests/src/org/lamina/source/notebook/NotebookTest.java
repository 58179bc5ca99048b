package org.lamina.source.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.lamina.model.Finding;
import org.lamina.model.Finding.Fix;
import org.lamina.model.Finding.TextEdit;
import org.lamina.model.Severity;
import org.lamina.model.SourceLocation;
import org.lamina.model.UnitOfAnalysis;
import org.lamina.source.notebook.Notebook.CellLine;

class NotebookTest {

    private static final String FILE = "/p/train.ipynb";
    private static final String JSON = """
            {
             "cells": [
              {
               "cell_type": "markdown",
               "metadata": {},
               "source": ["# Digits"]
              },
              {
               "cell_type": "code",
               "execution_count": 1,
               "outputs": [{"source": ["no code"]}],
               "source": [
                "import torch.nn as nn\\n",
                "%matplotlib inline\\n",
                "!pip install torch"
               ]
              },
              {
               "source": "rate = \\"\\u00e4\\"\\nnet = nn.Dropout(0.8)\\n",
               "cell_type": "code"
              },
              {
               "cell_type": "code",
               "source": [
                "if net:\\n",
                "    %time net(x)\\n",
                "drop = nn.Dropout(0.9)"
               ]
              }
             ],
             "nbformat": 4
            }
            """;

    private final Notebook notebook = Notebook.parse(FILE, JSON);

    @Test
    void theCodeOfAllCellsIsOneProgram() {
        assertEquals(List.of("import torch.nn as nn", "0", "0", "rate = \"\u00e4\"", "net = nn.Dropout(0.8)", "",
                "if net:", "    0", "drop = nn.Dropout(0.9)"),
                notebook.program().lines().map(String::stripTrailing).toList());
    }

    @Test
    void linesOfTheProgramHaveACellAndALineInIt() {
        assertEquals(Optional.of(new CellLine(1, 1)), notebook.cell(1));
        assertEquals(Optional.of(new CellLine(2, 2)), notebook.cell(5));
        assertEquals(Optional.of(new CellLine(3, 3)), notebook.cell(9));
        assertEquals(Optional.empty(), notebook.cell(99));
    }

    @Test
    void aFindingIsOnTheLineOfTheFileThatHoldsItsLine() {
        Finding found = notebook.inFile(finding(9, "0.9", "0.25"));
        assertEquals("\"drop = nn.Dropout(0.9)\"", lineOf(found.source().orElseThrow()).strip());
        assertEquals("drop = nn.Dropout(0.9)", lineOf(found.source().orElseThrow())
                .substring(found.source().orElseThrow().column() - 1).replace("\"", ""));
        assertEquals("In cell 3, line 3.", found.context().get(0));
    }

    @Test
    void aPlaceOfTheFileIsInACell() {
        for (int line = 1; line <= 9; line++) {
            SourceLocation place = notebook.inFile(finding(line, "0", "1")).source().orElseThrow();
            assertEquals(notebook.cell(line), notebook.cellAt(place.line(), place.column()));
        }
        assertEquals(Optional.empty(), notebook.cellAt(1, 1));
        assertEquals(Optional.of(new CellLine(3, 3)), notebook.cellAt(99, 1));
        assertEquals(Optional.empty(), Notebook.parse(FILE, "").cellAt(1, 1));
    }

    @Test
    void aRepairOfTheProgramMendsTheFile() {
        for (String[] change : new String[][] {{"0.9", "0.25"}, {"0.8", "0.25"},
            {"nn.Dropout(0.9)", "nn.Sequential(\n    nn.Identity(\"x\"))"}}) {
            String mended = mended(notebook.inFile(finding(5, change[0], change[1])).fix().orElseThrow());
            assertEquals(notebook.program().replace(change[0], change[1]),
                    Notebook.parse(FILE, mended).program());
        }
    }

    @Test
    void aRepairMayReachOverTheStringsOfACellButNotOverItsEnd() {
        Finding over = finding(7, "if net:\n    0" + " ".repeat("%time net(x)".length() - 1) + "\n", "");
        assertEquals(notebook.program().substring(0, notebook.program().indexOf("if net")) + "drop = nn.Dropout(0.9)\n",
                Notebook.parse(FILE, mended(notebook.inFile(over).fix().orElseThrow())).program());
        assertEquals(Optional.empty(), notebook.inFile(finding(5, "(0.8)\n\nif", "")).fix());
    }

    @Test
    void cellsInOtherLanguagesAreEmptyLines() {
        assertEquals(List.of("", "", ""), program("%%bash\\nls -l\\n"));
        assertEquals(List.of("0", "x = 1"), program("%%time\\nx = 1"));
        assertEquals(List.of("files = 0", "0", "a = b % c"), program("files = !ls\\nlen?\\na = b % c"));
    }

    @Test
    void tornAndForeignFilesHaveTheCellsThatWereRead() {
        assertEquals("", Notebook.parse(FILE, "").program());
        assertEquals("", Notebook.parse(FILE, "[1, 2]").program());
        assertEquals("", Notebook.parse(FILE, "{\"cells\": 3}").program());
        String torn = JSON.substring(0, JSON.indexOf("if net"));
        assertEquals(6, Notebook.parse(FILE, torn).program().lines().count());
        assertEquals("x = 1\n", Notebook.parse(FILE,
                "{\"worksheets\": [{\"cells\": [{\"cell_type\": \"code\", \"input\": [\"x = 1\"]}]}]}").program());
    }

    private static List<String> program(String source) {
        String json = "{\"cells\": [{\"cell_type\": \"code\", \"source\": \"" + source + "\"}]}";
        return Notebook.parse(FILE, json).program().lines().map(String::stripTrailing).toList();
    }

    private Finding finding(int line, String replaced, String by) {
        String program = notebook.program();
        SourceLocation place = new SourceLocation(FILE, line, 1, program.lines().toList().get(line - 1));
        TextEdit edit = new TextEdit(FILE, program.indexOf(replaced), replaced.length(), by);
        return new Finding("dropout-rate", Severity.WARNING, "title", "why", List.of("seen"), "advice", "", 1,
                List.of(), new UnitOfAnalysis.OfModel(FILE), Optional.of(place), List.of(), List.of(),
                Optional.of(new Fix("Lower the rate", List.of(edit))));
    }

    private static String mended(Fix fix) {
        TextEdit edit = fix.edits().get(0);
        return JSON.substring(0, edit.offset()) + edit.text() + JSON.substring(edit.offset() + edit.length());
    }

    private static String lineOf(SourceLocation place) {
        return JSON.lines().toList().get(place.line() - 1);
    }
}
