package org.lamina.formats.torchexport;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.lamina.formats.file.FileBytes;
import org.lamina.formats.file.ZipDirectory;
import org.lamina.formats.file.ZipDirectory.Entry;
import org.lamina.formats.pytorch.ArchiveJson;
import org.lamina.model.ModelFormatException;

import com.fasterxml.jackson.databind.JsonNode;

/** The parts of an archive of torch.export, in the layout of either time. */
final class ExportArchive {

    private static final Pattern PROGRAM = Pattern.compile(
            "([^/]*/)?(serialized_exported_program|models/[^/]+)\\.json");

    private final FileBytes bytes;
    private final ZipDirectory zip;
    private final List<Entry> programs;
    private final String root;

    /**
     * @throws ModelFormatException if there is no program in the archive
     */
    ExportArchive(FileBytes bytes, ZipDirectory zip) throws ModelFormatException {
        this.bytes = bytes;
        this.zip = zip;
        this.programs = zip.entries().stream().filter(entry -> PROGRAM.matcher(entry.name()).matches()).toList();
        if (programs.isEmpty()) {
            throw new ModelFormatException(bytes.file(), "an exported program as JSON in the archive",
                    zip.entries().stream().anyMatch(entry -> entry.name().contains("data/aotinductor/"))
                            ? "a package of AOTInductor, which holds machine code alone; save the program with "
                                    + "torch.export.save too" : "none");
        }
        this.root = PROGRAM.matcher(programs.get(0).name()).replaceFirst(match -> match.group(1) == null ? ""
                : match.group(1));
    }

    FileBytes bytes() {
        return bytes;
    }

    ZipDirectory zip() {
        return zip;
    }

    /** The number of programs. */
    int programs() {
        return programs.size();
    }

    /** The name of the first program: {@code model}; empty in archives of the old layout. */
    String name() {
        String name = programs.get(0).name().substring(root.length());
        return name.startsWith("models/") ? name.substring("models/".length(), name.length() - ".json".length()) : "";
    }

    /** The part of this name below the folder at the top, if there is one. */
    Optional<Entry> find(String part) {
        return zip.find(root + part);
    }

    /**
     * The first program.
     *
     * @throws ModelFormatException if it is damaged
     * @throws IOException if the file can't be read
     */
    JsonNode program() throws ModelFormatException, IOException {
        JsonNode program = json(programs.get(0));
        if (!program.path("graph_module").path("graph").path("nodes").isArray()) {
            throw new ModelFormatException(bytes.file(), "a graph with nodes in " + programs.get(0).name(),
                    "other JSON");
        }
        return program;
    }

    /** The JSON in a part. */
    JsonNode json(Entry entry) throws ModelFormatException, IOException {
        return ArchiveJson.read(bytes, zip, entry);
    }
}
