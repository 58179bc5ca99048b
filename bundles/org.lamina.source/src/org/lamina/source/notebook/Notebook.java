package org.lamina.source.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.lamina.model.Finding;
import org.lamina.model.Finding.Fix;
import org.lamina.model.Finding.TextEdit;
import org.lamina.model.SourceLocation;

/**
 * A Jupyter notebook (nbformat 4, and the cells of 3). The code of its cells is one program; places and edits in the
 * program lead back to the file, which is JSON. Code cells are counted from 1, cells of text are not counted. Lines of
 * IPython that are no Python ({@code %matplotlib inline}, {@code !pip install}) are an expression without effect in the
 * program, cells in other languages are empty lines. Immutable.
 */
public final class Notebook {

    private final String file;
    private final String json;
    private final CellText text;

    /**
     * A place in a cell.
     *
     * @param cell the code cell, from 1
     * @param line the line in it, from 1
     */
    public record CellLine(int cell, int line) {
    }

    private Notebook(String file, String json, CellText text) {
        this.file = file;
        this.json = json;
        this.text = text;
    }

    /**
     * Reads a notebook. Never fails: what is not one, or is torn, has the cells that were read.
     *
     * @param file its path, as locations name it
     * @param json its text
     */
    public static Notebook parse(String file, String json) {
        CellText text = new CellText();
        new NotebookCells(json).forEach(text::add);
        return new Notebook(file, json, text);
    }

    /** The code of all cells, each ended by a line end. */
    public String program() {
        return text.program();
    }

    /** The cell and line of a line of the program, from 1. */
    public Optional<CellLine> cell(int line) {
        return text.cell(line);
    }

    /**
     * The cell and line that are written at a place of the file, both from 1; none before the first cell. What lies
     * between two cells counts as the end of the first.
     */
    public Optional<CellLine> cellAt(int line, int column) {
        int start = 0;
        for (int at = 1; at < line && start < json.length(); start++) {
            if (endsLine(start)) {
                at++;
            }
        }
        return text.cell(text.lineAt(start + column - 1));
    }

    private boolean endsLine(int offset) {
        char c = json.charAt(offset);
        return c == '\n' || c == '\r' && !json.startsWith("\n", offset + 1);
    }

    /** A finding of the program with its places and edits in the file, and its cell in the context. */
    public Finding inFile(Finding finding) {
        List<String> context = new ArrayList<>(finding.context());
        finding.source().filter(source -> source.file().equals(file)).flatMap(source -> cell(source.line()))
                .ifPresent(place -> context.add(0, "In cell " + place.cell() + ", line " + place.line() + "."));
        return new Finding(finding.rule(), finding.severity(), finding.title(), finding.why(), context,
                finding.advice(), finding.snippet(), finding.confidence(), finding.evidence(), finding.unit(),
                finding.source().map(this::inFile), finding.related().stream().map(this::inFile).toList(),
                finding.epochs(), finding.fix().flatMap(this::inFile));
    }

    private SourceLocation inFile(SourceLocation place) {
        if (!place.file().equals(file)) {
            return place;
        }
        int offset = text.start(text.offset(place.line(), place.column()));
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < offset; i++) {
            if (endsLine(i)) {
                line++;
                lineStart = i + 1;
            }
        }
        return new SourceLocation(file, line, offset - lineStart + 1, place.text());
    }

    /** A repair is whole or none: one that reaches over the end of a cell can't be made in the file. */
    private Optional<Fix> inFile(Fix fix) {
        List<TextEdit> edits = new ArrayList<>();
        for (TextEdit edit : fix.edits()) {
            if (!edit.file().equals(file)) {
                edits.add(edit);
            } else if (text.isInOneCell(edit.offset(), edit.length())) {
                int start = text.start(edit.offset());
                int end = edit.length() == 0 ? start : text.end(edit.offset() + edit.length() - 1);
                edits.add(new TextEdit(file, start, end - start, JsonText.escaped(edit.text())));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new Fix(fix.title(), edits));
    }
}
