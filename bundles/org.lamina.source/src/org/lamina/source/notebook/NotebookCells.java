package org.lamina.source.notebook;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/** Goes through the code cells of a notebook: each is a list of strings that make its text when joined. */
final class NotebookCells {

    private final String json;

    NotebookCells(String json) {
        this.json = json;
    }

    /** Gives the code cells in order; ends where the JSON is torn. */
    void forEach(Consumer<List<JsonText>> cells) {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                object(parser, cells);
            }
        } catch (IOException torn) {
            return; // what was read counts
        }
    }

    /** The notebook itself or, in nbformat 3, one of its worksheets. */
    private void object(JsonParser parser, Consumer<List<JsonText>> cells) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            boolean list = parser.nextToken() == JsonToken.START_ARRAY;
            if (list && ("cells".equals(name) || "worksheets".equals(name))) {
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    if ("cells".equals(name)) {
                        cell(parser, cells);
                    } else {
                        object(parser, cells);
                    }
                }
            } else {
                parser.skipChildren();
            }
        }
    }

    private void cell(JsonParser parser, Consumer<List<JsonText>> cells) throws IOException {
        boolean code = false;
        List<JsonText> source = new ArrayList<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if ("cell_type".equals(name)) {
                code = "code".equals(parser.getText());
            } else if (("source".equals(name) || "input".equals(name)) && value == JsonToken.VALUE_STRING) {
                source.add(text(parser));
            } else if (("source".equals(name) || "input".equals(name)) && value == JsonToken.START_ARRAY) {
                while (parser.nextToken() == JsonToken.VALUE_STRING) {
                    source.add(text(parser));
                }
            } else {
                parser.skipChildren();
            }
        }
        if (code) {
            cells.accept(source);
        }
    }

    private JsonText text(JsonParser parser) {
        return JsonText.at(json, (int) parser.currentTokenLocation().getCharOffset());
    }
}
