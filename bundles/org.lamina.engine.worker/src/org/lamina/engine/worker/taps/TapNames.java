package org.lamina.engine.worker.taps;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of what a run can hand out: modules by path ({@code layer1.0.conv1}, empty for the model itself),
 * operations by {@code <module path>::<place>} as the TorchScript reader names them. A place is
 * {@code [<method>.]<target>[/<k>]}: the method unless it is {@code forward}, the first variable left of {@code =} (or
 * {@code return}), and for a nested call its number among the calls of the statement, where 0 is not written:
 * {@code x0}, {@code _forward_impl.x0}, {@code return}, {@code h0/1}. What runs several times has the number of the run
 * behind it, where 1 is not written: {@code layer1.0.act#2}.
 */
final class TapNames {

    private static final String PLACE = "::";
    private static final Pattern NUMBERED = Pattern.compile("(.*)#(\\d{1,4})");

    private final Map<String, String> nameByKey = new TreeMap<>();
    private final Set<String> subjects = new HashSet<>();
    private final Set<String> suffixes = new HashSet<>();
    private int lastCall = 1;

    TapNames(List<String> names) {
        names.forEach(this::add);
    }

    private void add(String name) {
        Matcher numbered = NUMBERED.matcher(name);
        String subject = numbered.matches() ? numbered.group(1) : name;
        int call = numbered.matches() ? Integer.parseInt(numbered.group(2)) : 1;
        String spelt = subject.isEmpty() || subject.startsWith(PLACE) ? subject : "." + subject;
        nameByKey.put(spelt + "#" + call, name);
        subjects.add(spelt);
        lastCall = Math.max(lastCall, call);
        int place = subject.indexOf(PLACE);
        if (place >= 0) {
            suffixes.add(subject.substring(place));
        }
    }

    /** The suffix that the name of an operation has, whatever the path of its module and the number of its run. */
    static String suffix(String method, Statement statement, int call) {
        return PLACE + (method.equals("forward") ? "" : method + ".") + statement.target()
                + (call == 0 ? "" : "/" + call);
    }

    /** Whether an operation with this suffix is wanted in some module. */
    boolean wantsSuffix(String suffix) {
        return suffixes.contains(suffix);
    }

    /**
     * The modules and operations that are wanted, as the rewritten code spells them: with a dot before each segment of
     * the module's path, so that a module makes the path of its child by appending, and without the number of the run:
     * {@code .layer1.0.conv1}, {@code .layer1.0::x0}, {@code ::x0}.
     */
    Collection<String> subjects() {
        return subjects;
    }

    /** What is wanted, as the rewritten code spells it, always with the number of the run: {@code .layer1.0.act#1}. */
    Collection<String> keys() {
        return nameByKey.keySet();
    }

    /** The highest number of a run that is wanted; 1 if nothing is wanted. */
    int lastCall() {
        return lastCall;
    }

    /** The name of a key. */
    String name(String key) {
        return nameByKey.get(key);
    }
}
