package org.lamina.engine.worker.taps;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the tapped twin of one method. */
final class MethodTaps {

    private static final String SUFFIX = "__tap";
    private static final Pattern ATTRIBUTE = Pattern.compile("(.+)\\.(\\w+)");
    private static final Pattern GETATTR = Pattern.compile("getattr\\((.+), \"(.*)\"\\)");
    private static final Pattern METHOD_CALL = Pattern.compile("\\((.+)\\)\\.(\\w+)");

    /** A module that an expression stands for: its path below the method's own module, and its class. */
    private record Module(String path, ScriptClass type) {
    }

    private final ScriptMethod method;
    private final Map<String, ScriptClass> classes;
    private final TapNames names;
    private final Map<String, Module> variables = new HashMap<>();

    MethodTaps(ScriptClass owner, ScriptMethod method, Map<String, ScriptClass> classes, TapNames names) {
        this.method = method;
        this.classes = classes;
        this.names = names;
        variables.put(method.parameterNames().get(0), new Module("", owner));
    }

    /** Whether a method gets a twin: all but those that the language calls by itself, as {@code __len__}. */
    static boolean hasTwin(ScriptMethod method) {
        return !method.name().startsWith("__");
    }

    /** The lines of the twin. */
    List<String> twin() {
        List<String> parameters = new ArrayList<>(method.parameters());
        parameters.add(1, "lamina_taps_: " + TapSupport.TAPS_TYPE);
        parameters.add(2, "lamina_path_: str");
        List<String> out = new ArrayList<>();
        out.add("  def " + method.name() + SUFFIX + "(" + String.join(", ", parameters) + ") -> " + method.returns()
                + ":");
        for (String line : method.body()) {
            Statement statement = Statement.parse(line);
            if (statement.isReturn() && method.isForward()) {
                addReturn(statement, out);
            } else {
                out.add(tapped(statement));
                addVariableTap(statement, out);
            }
            learn(statement);
        }
        return out;
    }

    private void addReturn(Statement statement, List<String> out) {
        String value = tapped(statement).substring(statement.value());
        if (method.returns().equals("Tensor")) {
            out.add(statement.indent() + "return " + TapSupport.keep("lamina_path_", value));
        } else if (method.returns().startsWith("Tuple[Tensor")) {
            out.add(statement.indent() + "lamina_result_ = " + value);
            out.add(statement.indent() + "lamina_kept_ = " + TapSupport.keep("lamina_path_", "(lamina_result_)[0]"));
            out.add(statement.indent() + "return lamina_result_");
        } else {
            out.add(statement.indent() + "return " + value);
        }
    }

    /** Keeps the variable that a wanted call is assigned to; the test for its type is settled when it is compiled. */
    private void addVariableTap(Statement statement, List<String> out) {
        if (hasVariableTap(statement)) {
            String indent = statement.indent();
            String path = childPath(TapNames.suffix(method.name(), statement, 0));
            out.add(indent + "if isinstance(" + statement.target() + ", Tensor):");
            out.add(indent + "  lamina_kept_ = " + TapSupport.keep(path, statement.target()));
            out.add(indent + "else:");
            out.add(indent + "  pass");
        }
    }

    private boolean hasVariableTap(Statement statement) {
        return !statement.target().isEmpty() && !statement.isReturn() && statement.outermostCall().isPresent()
                && names.wantsSuffix(TapNames.suffix(method.name(), statement, 0));
    }

    /** The statement with its calls of modules turned to their twins, and its wanted nested calls kept. */
    private String tapped(Statement statement) {
        TreeMap<Integer, String> insertions = new TreeMap<>();
        List<Statement.Call> calls = statement.calls();
        for (int i = 0; i < calls.size(); i++) {
            Statement.Call call = calls.get(i);
            Optional<Module> module = receiver(call);
            if (module.isPresent()) {
                String arguments = "lamina_taps_, " + childPath(module.get().path());
                boolean empty = call.close() == call.open() + 1;
                insertions.merge(call.open(), SUFFIX, String::concat);
                insertions.merge(call.open() + 1, arguments + (empty ? "" : ", "), String::concat);
            } else if (wrapped(statement, i)) {
                String path = childPath(TapNames.suffix(method.name(), statement, i));
                insertions.merge(call.start(), TapSupport.keepBefore(path), String::concat);
                insertions.merge(call.close() + 1, TapSupport.keepAfter(), (before, after) -> after + before);
            }
        }
        StringBuilder text = new StringBuilder(statement.text());
        insertions.descendingMap().forEach(text::insert);
        return text.toString();
    }

    private boolean wrapped(Statement statement, int call) {
        return !statement.target().isEmpty() && names.wantsSuffix(TapNames.suffix(method.name(), statement, call))
                && !(call == 0 && hasVariableTap(statement));
    }

    private Optional<Module> receiver(Statement.Call call) {
        Matcher matcher = METHOD_CALL.matcher(call.callee());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String name = matcher.group(2);
        return module(matcher.group(1)).filter(module -> module.type().methods().containsKey(name)
                && hasTwin(module.type().methods().get(name)));
    }

    /** Remembers a variable that now stands for a module, or does no longer. */
    private void learn(Statement statement) {
        if (!statement.target().isEmpty() && !statement.isReturn()) {
            Optional<Module> module = module(statement.expression());
            module.ifPresentOrElse(found -> variables.put(statement.target(), found),
                    () -> variables.remove(statement.target()));
        }
    }

    /** The module that an expression stands for: {@code self}, {@code self.conv1}, {@code getattr(blocks, "0")}. */
    private Optional<Module> module(String expression) {
        Module variable = variables.get(expression);
        if (variable != null) {
            return Optional.of(variable);
        }
        Matcher attribute = GETATTR.matcher(expression);
        if (!attribute.matches()) {
            attribute = ATTRIBUTE.matcher(expression);
        }
        if (!attribute.matches()) {
            return Optional.empty();
        }
        String name = attribute.group(2);
        return module(attribute.group(1)).flatMap(owner -> Optional.ofNullable(owner.type().attributes().get(name))
                .map(classes::get).filter(ScriptClass::module)
                .map(type -> new Module(owner.path() + "." + name, type)));
    }

    private static String childPath(String suffix) {
        return suffix.isEmpty() ? "lamina_path_" : "torch.add(lamina_path_, " + TapSupport.quote(suffix) + ")";
    }
}
