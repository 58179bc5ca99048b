package org.lamina.formats.torchscript;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import org.lamina.formats.file.ZipDirectory.Entry;
import org.lamina.formats.pickle.PersistentId;
import org.lamina.formats.pickle.PickledDict;
import org.lamina.formats.pickle.PickledGlobal;
import org.lamina.formats.pickle.PickledObject;
import org.lamina.formats.pytorch.ArchiveJson;
import org.lamina.formats.pytorch.PyTorchArchive;
import org.lamina.formats.pytorch.StorageRange;
import org.lamina.formats.pytorch.TensorStorages;
import org.lamina.model.ModelFormatException;

/**
 * The module tree of an archive of PyTorch 1.0 to 1.3: {@code model.json} describes modules and tensors
 * (caffe2/proto/torch.proto, versions 1 to 5), each module has a file with its methods, and the tensors are entries of
 * their own. It is shown as the objects that a pickle of today would hold. Classes of modules are not in such files; a
 * module's class is called by its path.
 */
final class LegacyScript {

    private static final String MODEL = "model.json";
    private static final Map<String, String> STORAGES = Map.of("FLOAT", "FloatStorage", "DOUBLE", "DoubleStorage",
            "FLOAT16", "HalfStorage", "INT64", "LongStorage", "INT32", "IntStorage", "INT16", "ShortStorage", "INT8",
            "CharStorage", "UINT8", "ByteStorage", "BYTE", "ByteStorage", "BOOL", "BoolStorage");

    private final PyTorchArchive archive;
    private final List<Object> tensors = new ArrayList<>();
    private final Set<Long> owned = new HashSet<>();
    private final List<Object> attributes = new ArrayList<>();
    private final Map<String, ScriptProgram.LegacyClass> classes = new LinkedHashMap<>();
    private final Map<String, String> debugRecords = new LinkedHashMap<>();
    private final PickledObject root;

    private LegacyScript(PyTorchArchive archive, JsonNode model) throws ModelFormatException, IOException {
        this.archive = archive;
        model.path("tensors").forEach(tensor -> tensors.add(tensor(tensor)));
        if (archive.find("attributes.pkl").isPresent()
                && archive.pickle("attributes.pkl").read() instanceof List<?> values) {
            values.forEach(value -> attributes.add(resolved(value)));
        }
        JsonNode main = model.path("mainModule");
        if (!main.isObject()) {
            throw new ModelFormatException(archive.bytes().file(), "a mainModule in " + MODEL, "none");
        }
        this.root = module(main, main.path("name").asText("model"));
    }

    /** Whether an archive is of that time. */
    static boolean isIn(PyTorchArchive archive) {
        return archive.find(MODEL).isPresent() && archive.find("data.pkl").isEmpty();
    }

    /**
     * Reads the description of the modules.
     *
     * @throws ModelFormatException if it is damaged
     * @throws IOException if the file can't be read
     */
    static LegacyScript of(PyTorchArchive archive) throws ModelFormatException, IOException {
        Entry entry = archive.find(MODEL).orElseThrow(() -> new ModelFormatException(archive.bytes().file(),
                "a " + MODEL + " in the archive", "none"));
        return new LegacyScript(archive, ArchiveJson.read(archive.bytes(), archive.zip(), entry));
    }

    /** The root module. */
    PickledObject root() {
        return root;
    }

    /** The program that wrote the file; all of these versions call themselves 1.0. */
    String producer() {
        return "pytorch 1.0 to 1.3";
    }

    /** The classes of the modules, by their names. */
    Map<String, ScriptProgram.LegacyClass> classes() {
        return classes;
    }

    /** The tensors that are no parameters or attributes, by their numbers; null for the others. */
    List<Object> constants() {
        List<Object> constants = new ArrayList<>();
        for (int i = 0; i < tensors.size(); i++) {
            constants.add(owned.contains((long) i) ? null : tensors.get(i));
        }
        return constants;
    }

    /** The part with the debug records of a code part, if it is known. */
    Optional<String> debugRecords(String part) {
        return Optional.ofNullable(debugRecords.get(part));
    }

    /** The tensors of the archive; the keys of storages are the names of entries. */
    TensorStorages storages() {
        return new TensorStorages(archive.bytes(), (folder, key) -> {
            Entry entry = archive.find(key).filter(Entry::stored).orElseThrow(() -> new ModelFormatException(
                    archive.bytes().file(), "the stored entry " + key, "none"));
            return new StorageRange(archive.zip().dataOffset(entry), entry.size());
        });
    }

    private PickledObject module(JsonNode json, String name) throws ModelFormatException {
        PickledDict state = new PickledDict();
        List<String> parameters = new ArrayList<>();
        for (JsonNode parameter : json.path("parameters")) {
            long id = parameter.path("tensorId").asLong(0);
            String parameterName = parameter.path("name").asText();
            if (id < 0 || id >= tensors.size()) {
                throw new ModelFormatException(archive.bytes().file(), "a tensor " + id + " for parameter "
                        + parameterName + " of " + name, tensors.size() + " tensors");
            }
            owned.add(id);
            state.put(parameterName, tensors.get((int) id));
            if (!parameter.path("isBuffer").asBoolean()) {
                parameters.add(parameterName);
            }
        }
        for (JsonNode attribute : json.path("attributes")) {
            long id = attribute.path("id").asLong(-1);
            if (id >= 0 && id < attributes.size() && state.get(attribute.path("name").asText()) == null) {
                state.put(attribute.path("name").asText(), attributes.get((int) id));
            }
        }
        for (JsonNode child : json.path("submodules")) {
            String childName = child.path("name").asText();
            state.put(childName, module(child, name + "." + childName));
        }
        String code = json.path("torchscriptArena").path("key").asText();
        if (json.path("torchscriptDebugArena").has("key")) {
            debugRecords.put(code, json.path("torchscriptDebugArena").path("key").asText());
        }
        int cut = name.lastIndexOf('.');
        PickledGlobal type = new PickledGlobal(cut < 0 ? "__torch__" : "__torch__." + name.substring(0, cut),
                name.substring(cut + 1));
        classes.put(type.qualifiedName(), new ScriptProgram.LegacyClass(code, parameters));
        return new PickledObject(type, List.of(), state);
    }

    /** A tensor as a pickle has it; numbers of 64 bits are texts in JSON. */
    private static Object tensor(JsonNode json) {
        List<Object> sizes = numbers(json.path("dims"));
        PickledGlobal type = new PickledGlobal("torch",
                STORAGES.getOrDefault(json.path("dataType").asText(), "Storage"));
        List<Object> storage = List.of("storage", type, json.path("data").path("key").asText(), "cpu", 0L);
        return new PickledObject(new PickledGlobal("torch._utils", "_rebuild_tensor_v2"), List.of(
                new PersistentId(storage), json.path("offset").asLong(0), sizes, numbers(json.path("strides")),
                json.path("requiresGrad").asBoolean()), null);
    }

    private static List<Object> numbers(JsonNode list) {
        List<Object> numbers = new ArrayList<>();
        list.forEach(number -> numbers.add(number.asLong(-1)));
        return numbers;
    }

    /** An attribute's value; tensors are told by their numbers. */
    private Object resolved(Object value) {
        if (value instanceof PickledObject call && call.type().name().equals("build_tensor_from_id")
                && call.arguments().size() == 1 && call.arguments().get(0) instanceof Long id && id >= 0
                && id < tensors.size()) {
            owned.add(id);
            return tensors.get(id.intValue());
        }
        return value;
    }
}
