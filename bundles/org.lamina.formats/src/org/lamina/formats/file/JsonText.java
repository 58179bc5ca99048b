package org.lamina.formats.file;

import java.nio.file.Path;

import org.lamina.model.ModelFormatException;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;

/** Parses JSON within files. */
public final class JsonText {

    /** Made once, since making it takes longer than parsing what most files hold. */
    private static final ObjectReader READER = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).readerFor(JsonNode.class);

    private JsonText() {
    }

    /**
     * Parses an object without double keys, and with nothing behind it.
     *
     * @param file where it is from, for the error
     * @param text text and no bytes, since a parser of bytes takes some first bytes for other encodings than UTF-8
     * @param what what it is, as a noun phrase, for the error
     * @throws ModelFormatException if it is none
     */
    public static JsonNode object(Path file, String text, String what) throws ModelFormatException {
        try {
            JsonNode json = READER.readTree(text);
            if (json.isObject()) {
                return json;
            }
            throw new ModelFormatException(file, what + " that is a JSON object", "other JSON");
        } catch (JsonProcessingException e) {
            throw new ModelFormatException(file, what + " in JSON", e.getOriginalMessage(), e);
        }
    }
}
