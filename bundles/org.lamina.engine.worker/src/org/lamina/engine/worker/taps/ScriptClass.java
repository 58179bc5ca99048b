package org.lamina.engine.worker.taps;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A class of a serialised code file.
 *
 * @param type its qualified name: {@code __torch__.model.DigitsNet}
 * @param module whether it is a module, not an interface, a named tuple or an enumeration
 * @param attributes the types of its attributes by name, those of submodules among them
 * @param methods its methods by name
 * @param end index of the first line of the file behind it
 */
record ScriptClass(String type, boolean module, Map<String, String> attributes, Map<String, ScriptMethod> methods,
        int end) {

    private static final Pattern CLASS = Pattern.compile("class (\\w+)(?:\\((\\w*)\\))?:");
    private static final Pattern ATTRIBUTE = Pattern.compile("  (\\w+) : (\\S.*?)(?: = .*)?");
    private static final Pattern QUOTED_ATTRIBUTE = Pattern.compile("  __annotations__\\[\"(.*)\"\\] = (\\S+)");

    /**
     * The classes of a code file, in order.
     *
     * @param namespace what qualifies their names: {@code __torch__.model}
     * @param lines the lines of the file
     */
    static List<ScriptClass> parse(String namespace, List<String> lines) {
        List<ScriptClass> classes = new ArrayList<>();
        int line = 0;
        while (line < lines.size()) {
            Matcher head = CLASS.matcher(lines.get(line));
            if (head.matches()) {
                int end = blockEnd(lines, line + 1, 1);
                classes.add(parse(namespace + "." + head.group(1), "Module".equals(head.group(2)),
                        lines.subList(line + 1, end), end));
                line = end;
            } else {
                line++;
            }
        }
        return classes;
    }

    private static ScriptClass parse(String type, boolean module, List<String> body, int end) {
        Map<String, String> attributes = new LinkedHashMap<>();
        Map<String, ScriptMethod> methods = new LinkedHashMap<>();
        int line = 0;
        while (line < body.size()) {
            String text = body.get(line);
            if (text.startsWith("  def ")) {
                int methodEnd = blockEnd(body, line + 1, 3);
                ScriptMethod method = ScriptMethod.parse(body.subList(line, methodEnd));
                methods.put(method.name(), method);
                line = methodEnd;
            } else {
                Matcher quoted = QUOTED_ATTRIBUTE.matcher(text);
                Matcher plain = ATTRIBUTE.matcher(text);
                if (quoted.matches()) {
                    attributes.put(quoted.group(1), quoted.group(2));
                } else if (plain.matches()) {
                    attributes.put(plain.group(1), plain.group(2));
                }
                line++;
            }
        }
        return new ScriptClass(type, module, attributes, methods, end);
    }

    /** The first line from here on that is indented less than this; blank lines at the end belong to the file. */
    private static int blockEnd(List<String> lines, int from, int indent) {
        int end = from;
        while (end < lines.size() && lines.get(end).startsWith(" ".repeat(indent))) {
            end++;
        }
        return end;
    }
}
