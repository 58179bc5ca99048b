package org.lamina.engine.worker.taps;

import java.util.ArrayList;
import java.util.List;

/**
 * A method of a serialised class, as text.
 *
 * @param name its name: {@code forward}, {@code forward1}, {@code _conv_forward}
 * @param signature its parameters as written, the first (self) included: {@code self: __torch__.Net,\n x: Tensor}
 * @param returns its return type: {@code Tensor}
 * @param body the lines of its body, indented as written
 */
record ScriptMethod(String name, String signature, String returns, List<String> body) {

    ScriptMethod {
        body = List.copyOf(body);
    }

    /**
     * Takes a method apart.
     *
     * @param lines from {@code "  def name(self: T"} to the last line of the body
     * @throws IllegalArgumentException if it has no head of the form {@code def name(...) -> T:}
     */
    static ScriptMethod parse(List<String> lines) {
        int headEnd = 0;
        while (headEnd < lines.size() && !lines.get(headEnd).endsWith(":")) {
            headEnd++;
        }
        String head = String.join("\n", lines.subList(0, Math.min(headEnd + 1, lines.size())));
        int open = head.indexOf('(');
        int close = head.lastIndexOf(") -> ");
        if (open < 0 || close < open || headEnd == lines.size()) {
            throw new IllegalArgumentException("no method head: " + lines.get(0).strip());
        }
        String name = head.substring(head.indexOf("def ") + 4, open);
        String returns = head.substring(close + 5, head.length() - 1);
        return new ScriptMethod(name, head.substring(open + 1, close), returns,
                lines.subList(headEnd + 1, lines.size()));
    }

    /** The parameters as written, in order, self included: {@code x: Tensor}, {@code dim: int=1}. */
    List<String> parameters() {
        return Statement.splitAtCommas(signature);
    }

    /** The names of the parameters, in order, self included. */
    List<String> parameterNames() {
        return parameters().stream().map(parameter -> parameter.substring(0, parameter.indexOf(':')).strip()).toList();
    }

    /** The parameters without self that have no default value. */
    List<String> requiredParameters() {
        List<String> required = new ArrayList<>(parameters());
        required.remove(0);
        required.removeIf(parameter -> parameter.contains("="));
        return required;
    }

    /** Whether it computes what its module gives: {@code forward}, its traced repetitions and its overloads. */
    boolean isForward() {
        return name.matches("forward(\\d*|__\\d+)");
    }
}
