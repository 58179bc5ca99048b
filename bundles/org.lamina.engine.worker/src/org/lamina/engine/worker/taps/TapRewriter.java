package org.lamina.engine.worker.taps;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds to the code of a TorchScript model what it takes to see inside while it runs.
 *
 * <p>
 * Every method {@code m} of a module class gets a twin {@code m__tap} that does the same, hands the dictionary of taps
 * and its module's path on to the modules that it calls, and keeps what is wanted. The path is handed on at run time,
 * because modules of equal shape share one class and one module may be called in a loop. The root class gets the method
 * {@value #METHOD}, which takes what {@code forward} takes and gives a dictionary of what was kept. The original
 * methods stay as they are.
 *
 * <p>
 * A module or operation that runs several times is kept at the run that its name tells, the first if none. Of a module
 * that returns a tuple the first element is kept if it is a tensor. What is kept is a contiguous copy, since later
 * operations may overwrite their input.
 */
public final class TapRewriter {

    /** The method that {@link #rewrite} adds to the root class: {@code (inputs...) -> Dict[str, Tensor]}. */
    public static final String METHOD = "lamina_tap";

    /** The code file that it adds. */
    public static final String SUPPORT_FILE = "code/__torch__/lamina_taps.py";

    private final Map<String, List<String>> linesByFile = new LinkedHashMap<>();
    private final Map<String, List<ScriptClass>> classesByFile = new LinkedHashMap<>();
    private final Map<String, ScriptClass> classes = new HashMap<>();
    private final ScriptClass root;
    private final TapNames names;

    /**
     * @param code the code files by name: {@code code/__torch__/model.py}
     * @param rootType the class of the model: {@code __torch__.model.DigitsNet}
     * @param names what is wanted: modules and operations by name, see {@link TapNames}
     * @throws IllegalArgumentException if the code has no class of the root's type, with a sentence for people
     */
    public TapRewriter(Map<String, String> code, String rootType, List<String> names) {
        this.names = new TapNames(names);
        code.forEach((file, text) -> {
            List<String> lines = text.lines().toList();
            String namespace = file.replaceFirst("^code/", "").replaceFirst("\\.py$", "").replace('/', '.');
            List<ScriptClass> inFile = ScriptClass.parse(namespace, lines);
            linesByFile.put(file, lines);
            classesByFile.put(file, inFile);
            inFile.forEach(each -> classes.put(each.type(), each));
        });
        root = classes.get(rootType);
        if (root == null) {
            throw new IllegalArgumentException("the archive has no code for its class " + rootType);
        }
    }

    /** The inputs that the model's forward method requires, as written ({@code x: Tensor}); empty if it has none. */
    public List<String> requiredInputs() {
        ScriptMethod forward = root.methods().get("forward");
        return forward == null ? List.of() : forward.requiredParameters();
    }

    /** The files that change or come new, by name. */
    public Map<String, String> rewrite() {
        Map<String, String> changed = new LinkedHashMap<>();
        classesByFile.forEach((file, inFile) -> {
            if (inFile.stream().anyMatch(ScriptClass::module)) {
                changed.put(file, rewrite(linesByFile.get(file), inFile));
            }
        });
        changed.put(SUPPORT_FILE, TapSupport.code(names));
        return changed;
    }

    /** The name, as it was asked for, of an entry of the dictionary that {@link #METHOD} returns. */
    public String name(String key) {
        return names.name(key);
    }

    private String rewrite(List<String> lines, List<ScriptClass> inFile) {
        List<String> out = new ArrayList<>();
        int from = 0;
        for (ScriptClass each : inFile) {
            out.addAll(lines.subList(from, each.end()));
            from = each.end();
            if (each.module()) {
                each.methods().values().stream().filter(MethodTaps::hasTwin)
                        .forEach(method -> out.addAll(new MethodTaps(each, method, classes, names).twin()));
                if (each == root && each.methods().containsKey("forward")) {
                    out.addAll(TapSupport.entry(each.methods().get("forward")));
                }
            }
        }
        out.addAll(lines.subList(from, lines.size()));
        return String.join("\n", out) + "\n";
    }
}
