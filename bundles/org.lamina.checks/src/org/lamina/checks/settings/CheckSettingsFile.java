package org.lamina.checks.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.lamina.checks.RuleSettings;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Severity;

/**
 * The settings of a project as a JSON file under version control: {@code {"onSave": true, "rules": {"dropout-rate":
 * {"severity": "error", "parameters": {"rate": 0.6}}}}}; the severity {@code off} switches a rule off, and {@code
 * "task": {"outputKind": "regression"}} tells what the networks are for. Unknown fields are kept when it is written.
 */
public final class CheckSettingsFile {

    /** Where a project keeps it. */
    public static final String FILE = ".lamina/checks.json";

    private static final String RULES = "rules";
    private static final String SEVERITY = "severity";
    private static final String PARAMETERS = "parameters";
    private static final String ON_SAVE = "onSave";
    private static final String TASK = "task";
    private static final String OFF = "off";
    private static final long MAX_BYTES = 1 << 20;

    private CheckSettingsFile() {
    }

    /** The settings file of the nearest directory that has one, from a directory upwards. */
    public static Optional<Path> nearest(Path directory) {
        for (Path at = directory.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            Path file = at.resolve(FILE);
            if (Files.isRegularFile(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    /**
     * Reads settings.
     *
     * @throws ModelFormatException if the file is not one of settings
     * @throws IOException if it can't be read
     */
    public static CheckSettings read(Path file) throws ModelFormatException, IOException {
        JsonNode document = document(file);
        Map<String, Map<String, Double>> parameters = new HashMap<>();
        Map<String, Severity> severities = new HashMap<>();
        Set<String> disabled = new HashSet<>();
        for (Map.Entry<String, JsonNode> entry : document.path(RULES).properties()) {
            JsonNode rule = entry.getValue();
            if (OFF.equals(rule.path(SEVERITY).asText())) {
                disabled.add(entry.getKey());
            } else if (rule.has(SEVERITY)) {
                severities.put(entry.getKey(), severity(file, entry.getKey(), rule.get(SEVERITY).asText()));
            }
            parameters.put(entry.getKey(), parameters(file, entry.getKey(), rule.path(PARAMETERS)));
        }
        return new CheckSettings(new RuleSettings(parameters, severities, disabled,
                DeclaredTask.of(file, document.path(TASK))),
                document.has(ON_SAVE) ? Optional.of(document.get(ON_SAVE).asBoolean(true)) : Optional.empty());
    }

    /** Writes settings, by way of a temporary file; what the file has that settings do not is kept. */
    public static void write(Path file, CheckSettings settings) throws ModelFormatException, IOException {
        ObjectNode document = Files.exists(file) ? document(file) : new ObjectMapper().createObjectNode();
        settings.whenSaved().ifPresentOrElse(chosen -> document.put(ON_SAVE, chosen), () -> document.remove(ON_SAVE));
        RuleSettings chosen = settings.rules();
        if (chosen.task().declared()) {
            document.set(TASK, DeclaredTask.json(chosen.task()));
        } else {
            document.remove(TASK);
        }
        ObjectNode rules = document.putObject(RULES);
        Set<String> ids = new TreeSet<>(chosen.parameters().keySet());
        ids.addAll(chosen.severities().keySet());
        ids.addAll(chosen.disabled());
        for (String id : ids) {
            ObjectNode rule = new ObjectMapper().createObjectNode();
            if (chosen.disabled().contains(id)) {
                rule.put(SEVERITY, OFF);
            } else if (chosen.severities().containsKey(id)) {
                rule.put(SEVERITY, chosen.severities().get(id).name().toLowerCase(Locale.ROOT));
            }
            Map<String, Double> values = chosen.parameters().getOrDefault(id, Map.of());
            if (!values.isEmpty()) {
                ObjectNode parameters = rule.putObject(PARAMETERS);
                values.keySet().stream().sorted().forEach(name -> parameters.put(name, values.get(name)));
            }
            if (!rule.isEmpty()) {
                rules.set(id, rule);
            }
        }
        Path directory = file.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        Path temporary = Files.createTempFile(directory, ".checks", ".tmp");
        try {
            String text = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(document);
            Files.writeString(temporary, text + "\n", StandardCharsets.UTF_8);
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static ObjectNode document(Path file) throws ModelFormatException, IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new ModelFormatException(file, "settings of at most " + MAX_BYTES + " bytes",
                    Files.size(file) + " bytes");
        }
        try {
            JsonNode document = new ObjectMapper().readTree(Files.readAllBytes(file));
            boolean fits = document.isObject() && (!document.has(RULES) || document.get(RULES).isObject());
            if (!fits) {
                throw new ModelFormatException(file, "a JSON object with an object \"rules\"", "other JSON");
            }
            return (ObjectNode) document;
        } catch (JsonProcessingException e) {
            throw new ModelFormatException(file, "settings in JSON",
                    "text that is not JSON at line " + (e.getLocation() == null ? 1 : e.getLocation().getLineNr()));
        }
    }

    private static Severity severity(Path file, String rule, String name) throws ModelFormatException {
        for (Severity severity : Severity.values()) {
            if (severity.name().equalsIgnoreCase(name)) {
                return severity;
            }
        }
        throw new ModelFormatException(file, "warning, error, critical or off as severity of " + rule,
                "\"" + name + "\"");
    }

    private static Map<String, Double> parameters(Path file, String rule, JsonNode values)
            throws ModelFormatException {
        Map<String, Double> parameters = new HashMap<>();
        for (Map.Entry<String, JsonNode> value : values.properties()) {
            if (!value.getValue().isNumber()) {
                throw new ModelFormatException(file, "a number as " + value.getKey() + " of " + rule,
                        value.getValue().toString());
            }
            parameters.put(value.getKey(), value.getValue().asDouble());
        }
        return parameters;
    }
}
