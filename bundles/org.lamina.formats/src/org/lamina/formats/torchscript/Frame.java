package org.lamina.formats.torchscript;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.lamina.formats.torchscript.code.CodeFile;
import org.lamina.formats.torchscript.code.CodeFile.Method;
import org.lamina.formats.torchscript.code.Expression;
import org.lamina.formats.torchscript.code.Statement;

/** A method or function while it is being followed. */
final class Frame {

    private final Frame caller;
    private final CodeFile file;
    private final Method method;
    private final String module;
    private final boolean ofModule;
    private final LayerRecord layer;
    private final Expression.Call call;
    private final String site;
    private final int depth;
    private Map<String, Value> variables = new LinkedHashMap<>();
    private Value returned;
    private Statement statement;

    /**
     * @param caller the frame that calls; null for the first
     * @param file the code part of the method
     * @param method the method
     * @param module path of the module whose code runs; for a function that of the calling module
     * @param ofModule whether it is a method of that module, and not a function
     * @param layer the layer that everything here belongs to; null between layers
     * @param call the call in the caller's code; null for the first
     */
    Frame(Frame caller, CodeFile file, Method method, String module, boolean ofModule, LayerRecord layer,
            Expression.Call call) {
        this.caller = caller;
        this.file = file;
        this.method = method;
        this.module = module;
        this.ofModule = ofModule;
        this.layer = layer;
        this.call = call;
        this.site = caller == null ? "" : caller.siteOf(call);
        this.depth = caller == null ? 0 : caller.depth + 1;
    }

    Frame caller() {
        return caller;
    }

    CodeFile file() {
        return file;
    }

    String module() {
        return module;
    }

    /** Whether a call of a module's method started it, so that Python's stack has a frame of a module call here. */
    boolean isModuleCall() {
        return ofModule && caller != null && !(caller.ofModule && caller.module.equals(module));
    }

    LayerRecord layer() {
        return layer;
    }

    int depth() {
        return depth;
    }

    Map<String, Value> variables() {
        return variables;
    }

    void variables(Map<String, Value> replacement) {
        variables = replacement;
    }

    Value returned() {
        return returned == null ? Value.NONE : returned;
    }

    void returned(Value value) {
        returned = Value.merge(returned, value);
    }

    void statement(Statement current) {
        statement = current;
    }

    /** Identifies a place in the code together with the calls that led to it; equal in each run of a loop. */
    String siteOf(Expression.Call inner) {
        return site + "/" + file.name() + "@" + inner.open();
    }

    /** Whether it is a method of a module, and not a function. */
    boolean isOfModule() {
        return ofModule;
    }

    /** The call of this frame's method in its caller; null for the first frame. */
    Expression.Call call() {
        return call;
    }

    /**
     * What the code calls the value of a call: {@code x0} if it is assigned to that variable, {@code x0/1} for the
     * second call of the same statement, {@code return} and so on for a returned value; with the method's name and a
     * dot before it outside {@code forward}. Empty for a call in a condition, which has no name.
     */
    String placeOf(Expression.Call inner) {
        Expression value = statement instanceof Statement.Assign assign ? assign.value()
                : statement instanceof Statement.Return result ? result.value() : null;
        if (value == null) {
            return "";
        }
        String target = statement instanceof Statement.Assign assign
                && assign.targets().get(0) instanceof Expression.Name name ? name.name() : "return";
        List<Expression.Call> calls = value.calls();
        int number = calls.indexOf(inner);
        return (method.name().equals("forward") ? "" : method.name() + ".") + target + (number > 0 ? "/" + number : "");
    }
}
