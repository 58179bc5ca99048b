package org.lamina.engine.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Messages as lines of JSON: an object whose {@code type} names the kind of message, without line breaks. Unknown
 * fields are ignored; a missing field or one of the wrong type is a {@link MalformedMessageException}.
 */
public final class Messages {

    private final ObjectMapper json = new ObjectMapper();

    /** The request as a line, without the line break. */
    public String line(Request request) {
        if (request instanceof Request.Hello hello) {
            return text(node("hello", hello.id()).put("protocol", hello.protocol()));
        }
        Request.Activations activations = (Request.Activations) request;
        ObjectNode node = node("activations", activations.id()).put("checkpoint", activations.checkpoint())
                .put("samples", activations.samples()).put("maxSamples", activations.maxSamples())
                .put("directory", activations.directory());
        return text(put(node, "layers", activations.layers()));
    }

    /** The response as a line, without the line break. */
    public String line(Response response) {
        if (response instanceof Response.Welcome welcome) {
            return text(node("welcome", welcome.id()).put("protocol", welcome.protocol()).put("engine",
                    welcome.engine()));
        }
        if (response instanceof Response.Progress progress) {
            ObjectNode node = node("progress", progress.id()).put("task", progress.task());
            return text(Double.isNaN(progress.fraction()) ? node : node.put("fraction", progress.fraction()));
        }
        if (response instanceof Response.Activations activations) {
            return text(put(node("activations", activations.id()).put("samples", activations.samples()), "missing",
                    activations.missing()));
        }
        if (response instanceof Response.Failure failure) {
            return text(node("failure", failure.id()).put("message", failure.message()));
        }
        Response.BadFile bad = (Response.BadFile) response;
        return text(node("badFile", bad.id()).put("file", bad.file()).put("expected", bad.expected()).put("found",
                bad.found()));
    }

    /**
     * Reads a request.
     *
     * @throws MalformedMessageException if the line is not one
     */
    public Request request(String line) throws MalformedMessageException {
        Fields fields = fields(line);
        return switch (fields.type()) {
            case "hello" -> new Request.Hello(fields.id(), fields.integer("protocol"));
            case "activations" -> new Request.Activations(fields.id(), fields.text("checkpoint"),
                    fields.text("samples"), fields.texts("layers"), fields.integer("maxSamples"),
                    fields.text("directory"));
            default -> throw new MalformedMessageException(fields.id(), "unknown request " + fields.type());
        };
    }

    /**
     * Reads a response.
     *
     * @throws MalformedMessageException if the line is not one
     */
    public Response response(String line) throws MalformedMessageException {
        Fields fields = fields(line);
        return switch (fields.type()) {
            case "welcome" -> new Response.Welcome(fields.id(), fields.integer("protocol"), fields.text("engine"));
            case "progress" -> new Response.Progress(fields.id(), fields.text("task"), fields.fraction("fraction"));
            case "activations" -> new Response.Activations(fields.id(), fields.integer("samples"),
                    fields.texts("missing"));
            case "failure" -> new Response.Failure(fields.id(), fields.text("message"));
            case "badFile" -> new Response.BadFile(fields.id(), fields.text("file"), fields.text("expected"),
                    fields.text("found"));
            default -> throw new MalformedMessageException(fields.id(), "unknown response " + fields.type());
        };
    }

    private ObjectNode node(String type, long id) {
        return json.createObjectNode().put("type", type).put("id", id);
    }

    private static ObjectNode put(ObjectNode node, String name, List<String> values) {
        ArrayNode array = node.putArray(name);
        values.forEach(array::add);
        return node;
    }

    private String text(ObjectNode node) {
        try {
            return json.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Fields fields(String line) throws MalformedMessageException {
        try {
            JsonNode node = json.readTree(line);
            if (node == null || !node.isObject()) {
                throw new MalformedMessageException(Response.NO_REQUEST, "not a JSON object");
            }
            return new Fields(node, node.path("id").asLong(Response.NO_REQUEST));
        } catch (JsonProcessingException e) {
            throw new MalformedMessageException(Response.NO_REQUEST, "not JSON: " + e.getOriginalMessage());
        }
    }

    /** The fields of a message, each asked for with the type that it must have. */
    private record Fields(JsonNode node, long id) {

        String type() throws MalformedMessageException {
            return text("type");
        }

        String text(String name) throws MalformedMessageException {
            return require(name, node.path(name).isTextual(), "a string").asText();
        }

        int integer(String name) throws MalformedMessageException {
            return require(name, node.path(name).canConvertToInt() && node.path(name).isIntegralNumber(),
                    "an integer").asInt();
        }

        double fraction(String name) {
            return node.path(name).asDouble(Double.NaN);
        }

        List<String> texts(String name) throws MalformedMessageException {
            List<String> texts = new ArrayList<>();
            for (JsonNode element : require(name, node.path(name).isArray(), "an array")) {
                if (!element.isTextual()) {
                    throw new MalformedMessageException(id, "field " + name + " must hold strings");
                }
                texts.add(element.asText());
            }
            return texts;
        }

        private JsonNode require(String name, boolean valid, String expected) throws MalformedMessageException {
            if (!valid) {
                throw new MalformedMessageException(id, "field " + name + " must be " + expected);
            }
            return node.path(name);
        }
    }
}
