package org.lamina.formats.pytorch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.lamina.formats.file.FileBytes;
import org.lamina.formats.file.ZipDirectory;
import org.lamina.formats.file.ZipDirectory.Entry;
import org.lamina.model.ModelFormatException;

/** Reads JSON in zip archives, of limited size and depth. */
public final class ArchiveJson {

    private static final int SIZE_LIMIT = 256 << 20;
    private static final int NESTING_LIMIT = 500;

    private ArchiveJson() {
    }

    /**
     * The JSON in an entry.
     *
     * @throws ModelFormatException if it is none, too large, or nested too deeply
     * @throws IOException if the file can't be read
     */
    public static JsonNode read(FileBytes bytes, ZipDirectory zip, Entry entry)
            throws ModelFormatException, IOException {
        ObjectMapper mapper = new ObjectMapper();
        mapper.getFactory().setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(NESTING_LIMIT)
                .build());
        try {
            // As text, since a parser of bytes takes some first bytes for other encodings than UTF-8.
            return mapper.readTree(new InputStreamReader(new ByteArrayInputStream(zip.bytes(entry, SIZE_LIMIT)),
                    StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new ModelFormatException(bytes.file(), "JSON in " + entry.name(), e.getOriginalMessage(), e);
        }
    }
}
