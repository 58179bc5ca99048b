package org.lamina.formats.torchexport;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.lamina.formats.CheckpointReader;
import org.lamina.formats.FileHead;
import org.lamina.formats.file.FileBytes;
import org.lamina.formats.file.StoredTensors;
import org.lamina.formats.file.ZipDirectory;
import org.lamina.formats.pytorch.ArchiveHead;
import org.lamina.model.Checkpoint;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads the archives of {@code torch.export}. */
public final class ExportReader implements CheckpointReader {

    private static final Pattern FIRST = Pattern.compile("([^/]*/)?(serialized_exported_program\\.json|archive_format"
            + "|archive_version|models/[^/]+\\.json|data/(weights|constants|sample_inputs|aotinductor)/.+)");

    @Override
    public String format() {
        return "PyTorch export";
    }

    /** Packages of AOTInductor of PyTorch 2.6 and 2.7 begin with an entry that tells nothing. */
    @Override
    public boolean match(FileHead head) {
        String first = ArchiveHead.firstEntry(head);
        return FIRST.matcher(first).matches()
                || first.equals("version") && head.text(0, FileHead.LIMIT).contains("data/aotinductor/");
    }

    @Override
    public Checkpoint open(Path file, Progress progress) throws ModelFormatException, IOException {
        return FileBytes.open(file, bytes -> open(bytes, progress));
    }

    private Checkpoint open(FileBytes bytes, Progress progress) throws ModelFormatException, IOException {
        Path file = bytes.file();
        ExportArchive archive = new ExportArchive(bytes, ZipDirectory.read(bytes));
        JsonNode program = archive.program();
        List<String> warnings = new ArrayList<>();
        if (archive.programs() > 1) {
            warnings.add("The file holds " + archive.programs() + " programs; the first is shown.");
        }
        ExportWeights weights = ExportWeights.of(archive, warnings);
        ExportModel model = new ExportModel(file, program, weights, progress);
        return new Checkpoint(file, format(), producer(program), "PyTorch", model.build(warnings),
                new StoredTensors(bytes, weights.tensors()), warnings, metadata(program));
    }

    private static String producer(JsonNode program) {
        String version = program.path("torch_version").asText("");
        return version.matches("\\d.*") ? "pytorch " + version : "";
    }

    private static Map<String, Object> metadata(JsonNode program) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        JsonNode schema = program.path("schema_version");
        if (schema.has("major")) {
            metadata.put("schema_version", schema.path("major").asInt() + "." + schema.path("minor").asInt());
        }
        program.path("opset_version").properties()
                .forEach(opset -> metadata.put("opset_version." + opset.getKey(), opset.getValue().asLong()));
        return metadata;
    }
}
