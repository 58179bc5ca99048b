package org.lamina.engine.worker.taps;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The names of what a run can hand out: modules by path ({@code layer1.0.conv1}, empty for the model itself),
 * operations by {@code <module path>::<place>} as the TorchScript reader names them. A place is
 * {@code [<method>.]<target>[/<k>]}: the method unless it is {@code forward}, the first variable left of {@code =} (or
 * {@code return}), and for a nested call its number among the calls of the statement, where 0 is not written:
 * {@code x0}, {@code _forward_impl.x0}, {@code return}, {@code h0/1}.
 */
final class TapNames {

    private static final String PLACE = "::";

    private final Map<String, String> nameByKey = new HashMap<>();
    private final Set<String> places = new HashSet<>();

    TapNames(List<String> names) {
        for (String name : names) {
            nameByKey.put(key(name), name);
            int place = name.indexOf(PLACE);
            if (place >= 0) {
                places.add(name.substring(place));
            }
        }
    }

    /**
     * The name as the rewritten code spells it, where each module path segment has a dot before it, so that a module
     * makes the path of its child by appending: {@code .layer1.0.conv1}, {@code .layer1.0::x0}, {@code ::x0}.
     */
    static String key(String name) {
        return name.isEmpty() || name.startsWith(PLACE) ? name : "." + name;
    }

    /** The suffix that the name of an operation has, whatever the path of its module. */
    static String suffix(String method, Statement statement, int call) {
        return PLACE + (method.equals("forward") ? "" : method + ".") + statement.target()
                + (call == 0 ? "" : "/" + call);
    }

    /** Whether an operation with this suffix is wanted in some module. */
    boolean wantsSuffix(String suffix) {
        return places.contains(suffix);
    }

    /** The keys of all names. */
    Set<String> keys() {
        return nameByKey.keySet();
    }

    /** The name of a key. */
    String name(String key) {
        return nameByKey.get(key);
    }
}
