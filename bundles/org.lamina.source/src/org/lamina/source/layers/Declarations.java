package org.lamina.source.layers;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lamina.source.project.ModuleClass;
import org.lamina.source.project.SourceExpression;

/** The modules that classes construct for sure, by path, in the order of the program. */
final class Declarations {

    private static final int MAX_DEPTH = 8;

    private final ModuleMembers members;
    private final Map<String, ModuleClass> classes;
    private final Map<String, SourceExpression> all = new LinkedHashMap<>();

    Declarations(ModuleMembers members, Map<String, ModuleClass> classes) {
        this.members = members;
        this.classes = classes;
    }

    Map<String, SourceExpression> all() {
        classes.forEach((path, owner) -> members.attributes(owner)
                .forEach((name, values) -> add(path, name, values, 0)));
        return Collections.unmodifiableMap(all);
    }

    private void add(String module, String name, List<SourceExpression> values, int depth) {
        if (values.size() != 1 || depth > MAX_DEPTH) {
            return;
        }
        String path = module.isEmpty() ? name : module + "." + name;
        SourceExpression value = values.get(0);
        all.put(path, value);
        members.items(value).forEach((item, expression) -> add(path, item, List.of(expression), depth + 1));
    }
}
