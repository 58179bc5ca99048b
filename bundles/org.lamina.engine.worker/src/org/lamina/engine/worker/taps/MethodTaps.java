package org.lamina.engine.worker.taps;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the tapped twin of one method. */
final class MethodTaps {

    private static final String SUFFIX = "__tap";
    private static final Pattern ATTRIBUTE = Pattern.compile("(.+)\\.(\\w+)");
    private static final Pattern GETATTR = Pattern.compile("getattr\\((.+), \"(.*)\"\\)");
    private static final Pattern METHOD_CALL = Pattern.compile("\\((.+)\\)\\.(\\w+)");

    /** What looks like a call but takes a type or a module, and stays where it is. */
    private static final Set<String> SPECIAL_FORMS = Set.of("annotate", "unchecked_cast", "getattr", "isinstance",
            "uninitialized", "fork");

    /** A module that an expression stands for: its path below the method's own module, and its class. */
    private record Module(String path, ScriptClass type) {
    }

    private final ScriptMethod method;
    private final Map<String, ScriptClass> classes;
    private final TapNames names;
    private final Map<String, Module> variables = new HashMap<>();
    private final List<String> out = new ArrayList<>();
    private int values;

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
        out.add("  def " + method.name() + SUFFIX + "(" + String.join(", ", parameters) + ") -> " + method.returns()
                + ":");
        for (String line : method.body()) {
            Statement statement = Statement.parse(line);
            String text = rewrite(statement);
            if (statement.isReturn() && method.isForward()) {
                addReturn(statement.indent(), text.substring(statement.value()));
            } else {
                out.add(text);
            }
            if (keepsTarget(statement)) {
                addTap(statement, 0, statement.target());
            }
            learn(statement);
        }
        return out;
    }

    private void addReturn(String indent, String value) {
        if (method.returns().equals("Tensor")) {
            out.add(indent + "return " + TapSupport.keep("lamina_path_", value));
        } else if (method.returns().startsWith("Tuple[Tensor")) {
            out.add(indent + "lamina_result_ = " + value);
            out.add(indent + "lamina_kept_ = " + TapSupport.keep("lamina_path_", "(lamina_result_)[0]"));
            out.add(indent + "return lamina_result_");
        } else {
            out.add(indent + "return " + value);
        }
    }

    /** Keeps the value of a call that a variable has; whether it is a tensor is settled when the code is compiled. */
    private void addTap(Statement statement, int call, String variable) {
        String indent = statement.indent();
        String path = childPath(TapNames.suffix(method.name(), statement, call));
        out.add(indent + "if isinstance(" + variable + ", Tensor):");
        out.add(indent + "  lamina_kept_ = " + TapSupport.keep(path, variable));
        out.add(indent + "else:");
        out.add(indent + "  pass");
    }

    private boolean isWanted(Statement statement, int call) {
        return !statement.target().isEmpty() && names.wantsSuffix(TapNames.suffix(method.name(), statement, call));
    }

    /** Whether the statement's own variable has the value of its wanted outermost call. */
    private boolean keepsTarget(Statement statement) {
        return isWanted(statement, 0) && !statement.isReturn() && statement.outermostCall().isPresent();
    }

    /**
     * The statement with its calls of modules turned to their twins. If a call within it is wanted, all its calls are
     * moved to variables of their own before it, in the order in which they are evaluated.
     */
    private String rewrite(Statement statement) {
        boolean apart = false;
        for (int call = keepsTarget(statement) ? 1 : 0; call < statement.calls().size(); call++) {
            apart |= isWanted(statement, call);
        }
        return rewrite(statement, 0, statement.text().length(), apart);
    }

    private String rewrite(Statement statement, int from, int to, boolean apart) {
        StringBuilder text = new StringBuilder();
        int done = from;
        for (int i = 0; i < statement.calls().size(); i++) {
            Statement.Call call = statement.calls().get(i);
            if (call.start() >= done && call.close() < to) {
                text.append(statement.text(), done, call.start()).append(rewrite(statement, i, apart));
                done = call.close() + 1;
            }
        }
        return text.append(statement.text(), done, to).toString();
    }

    private String rewrite(Statement statement, int index, boolean apart) {
        Statement.Call call = statement.calls().get(index);
        String arguments = rewrite(statement, call.open() + 1, call.close(), apart);
        String value = receiver(call)
                .map(module -> call.callee() + SUFFIX + "(lamina_taps_, " + childPath(module.path())
                        + (arguments.isEmpty() ? "" : ", " + arguments) + ")")
                .orElse(call.callee() + "(" + arguments + ")");
        if (!apart || SPECIAL_FORMS.contains(call.callee()) || index == 0 && keepsTarget(statement)) {
            return value;
        }
        String variable = "lamina_value_" + ++values + "_";
        out.add(statement.indent() + variable + " = " + value);
        if (isWanted(statement, index)) {
            addTap(statement, index, variable);
        }
        return variable;
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
