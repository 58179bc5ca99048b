package org.lamina.formats.torchscript;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.lamina.formats.shapes.ShapeConflictException;
import org.lamina.formats.torchscript.ScriptProgram.ClassPlace;
import org.lamina.formats.torchscript.ScriptProgram.FunctionPlace;
import org.lamina.formats.torchscript.Value.Constant;
import org.lamina.formats.torchscript.Value.Items;
import org.lamina.formats.torchscript.Value.Tensor;
import org.lamina.formats.torchscript.code.CodeFile.Method;
import org.lamina.formats.torchscript.code.CodeFile.MethodParameter;
import org.lamina.formats.torchscript.code.Expression;
import org.lamina.model.ModelFormatException;

/** Follows calls: of modules, of library and other functions, and of operators. */
final class Calls {

    private static final int DEPTH_LIMIT = 100;
    /** What makes an object before its constructor is called. */
    private static final String NEW = ".__new__";
    private static final List<String> PACKED = List.of("stride", "padding", "dilation", "groups");

    private final Path file;
    private final ScriptProgram program;
    private final ModuleTree tree;
    private final DataFlow flow;
    private final Attributes attributes;
    private final Interpreter interpreter;

    Calls(Path file, ScriptProgram program, ModuleTree tree, DataFlow flow, Attributes attributes,
            Interpreter interpreter) {
        this.file = file;
        this.program = program;
        this.tree = tree;
        this.flow = flow;
        this.attributes = attributes;
        this.interpreter = interpreter;
    }

    /** The dotted name that an expression is; null if it is anything else. */
    static String qualifiedName(Expression expression) {
        if (expression instanceof Expression.Name name) {
            return name.name();
        }
        if (expression instanceof Expression.Attribute attribute) {
            String owner = qualifiedName(attribute.value());
            return owner == null ? null : owner + "." + attribute.name();
        }
        return null;
    }

    /** Whether a dotted expression starts at a variable. */
    static boolean isVariable(Expression expression, Frame frame) {
        Expression start = expression;
        while (start instanceof Expression.Attribute attribute) {
            start = attribute.value();
        }
        return !(start instanceof Expression.Name name) || frame.variables().containsKey(name.name());
    }

    /** Follows a method of the root module. */
    Value root(String name, List<Value> arguments) throws ModelFormatException, IOException, ShapeConflictException {
        String type = ModuleTree.type(tree.module(""));
        ClassPlace place = program.definition(type).orElseThrow(() -> missing("the code of class " + type));
        Method method = place.definition().method(name).orElseThrow(() -> missing("a method " + name + " in " + type));
        Frame frame = new Frame(null, place.file(), method, "", true, null, null);
        bind(frame, method, new Value.Module(tree.module(""), ""), arguments, Map.of());
        return interpreter.body(frame, method.body());
    }

    private ModelFormatException missing(String what) {
        return new ModelFormatException(file, what, "none in the archive");
    }

    /** The value of a call. */
    Value evaluate(Expression.Call call, Frame frame)
            throws ModelFormatException, IOException, ShapeConflictException {
        if (call.callee() instanceof Expression.Attribute attribute && isVariable(attribute, frame)) {
            Value owner = interpreter.evaluate(attribute.value(), frame);
            return method(owner, attribute.name(), call, frame);
        }
        String name = qualifiedName(call.callee());
        if (name != null && frame.variables().get(name) instanceof Value.Function function) {
            name = function.name();
        }
        if (name == null || frame.variables().containsKey(name)) {
            return Value.UNKNOWN;
        }
        return function(name, call, frame);
    }

    private List<Value> positional(Expression.Call call, Frame frame)
            throws ModelFormatException, IOException, ShapeConflictException {
        List<Value> values = new ArrayList<>();
        for (Expression.Argument argument : call.arguments()) {
            if (argument.name().isEmpty()) {
                values.add(interpreter.evaluate(argument.value(), frame));
            }
        }
        return values;
    }

    private Map<String, Value> keywords(Expression.Call call, Frame frame)
            throws ModelFormatException, IOException, ShapeConflictException {
        Map<String, Value> values = new LinkedHashMap<>();
        for (Expression.Argument argument : call.arguments()) {
            if (!argument.name().isEmpty()) {
                values.put(argument.name(), interpreter.evaluate(argument.value(), frame));
            }
        }
        return values;
    }

    private Value function(String name, Expression.Call call, Frame frame)
            throws ModelFormatException, IOException, ShapeConflictException {
        switch (name) {
            case "annotate", "unchecked_cast":
                return call.arguments().size() < 2 ? Value.UNKNOWN
                        : interpreter.evaluate(call.arguments().get(1).value(), frame);
            case "uninitialized":
                return Value.UNKNOWN;
            case "getattr":
                List<Value> owner = positional(call, frame);
                return owner.size() == 2 && owner.get(1) instanceof Constant text
                        && text.value() instanceof String attribute ? attributes.of(owner.get(0), attribute)
                                : Value.UNKNOWN;
            case "isinstance":
                return isInstance(call, frame);
            case "range":
                return Builtins.range(positional(call, frame));
            case "dict":
                return ScalarFunctions.dictionary(Map.of());
            default:
                List<Value> positional = positional(call, frame);
                Map<String, Value> keywords = keywords(call, frame);
                return name.startsWith("__torch__.") ? program(name, positional, keywords, call, frame)
                        : operator(operatorName(name), positional, packing(name, keywords, frame), call, frame);
        }
    }

    /** The name of an operator; those that read packed weights have their namespace, since their arguments differ. */
    private static String operatorName(String name) {
        String simple = ScriptProgram.simpleName(name);
        return name.startsWith("ops.quantized.") ? "quantized::" + simple
                : name.startsWith("ops.prepacked.") ? "prepacked::" + simple : simple;
    }

    /** Of a quantised convolution the arguments that only its packed weights and its module have. */
    private Map<String, Value> packing(String name, Map<String, Value> keywords, Frame frame)
            throws ModelFormatException {
        if (!name.matches("ops\\.(quantized|prepacked)\\.conv.*")) {
            return keywords;
        }
        Map<String, Value> all = new LinkedHashMap<>(keywords);
        for (String argument : PACKED) {
            all.putIfAbsent(argument, attributes.of(new Value.Module(tree.module(frame.module()), frame.module()),
                    argument));
        }
        return all;
    }

    private Value isInstance(Expression.Call call, Frame frame)
            throws ModelFormatException, IOException, ShapeConflictException {
        boolean tensor = call.arguments().size() == 2
                && interpreter.evaluate(call.arguments().get(0).value(), frame) instanceof Tensor
                && "Tensor".equals(qualifiedName(call.arguments().get(1).value()));
        return tensor ? new Constant(true) : Value.UNKNOWN;
    }

    private Value operator(String name, List<Value> positional, Map<String, Value> keywords, Expression.Call call,
            Frame frame) throws ModelFormatException, IOException, ShapeConflictException {
        if (flow.operators().isConstant(name)) {
            List<StoredParameter> stored = Value.tensors(new Items(positional)).stream()
                    .flatMap(tensor -> tensor.stored().stream()).distinct().toList();
            return new Tensor(Set.of(), Builtins.constantShape(name, positional), name, stored);
        }
        Optional<Value> scalar = ScalarFunctions.evaluate(name, positional);
        if (scalar.isPresent()) {
            return scalar.get();
        }
        if (flow.operators().isTransparent(name) && !positional.isEmpty()) {
            return positional.get(0);
        }
        Value result = flow.operation(frame, call, name, positional, keywords);
        if (isInPlace(name) && !positional.isEmpty()) {
            frame.variables().replaceAll((variable, value) -> value == positional.get(0) ? result : value);
        }
        return result;
    }

    /** Whether an operator changes its first argument, as {@code add_} does. */
    private static boolean isInPlace(String operator) {
        return operator.endsWith("_") && !operator.endsWith("__");
    }

    private Value program(String name, List<Value> positional, Map<String, Value> keywords, Expression.Call call,
            Frame frame) throws ModelFormatException, IOException, ShapeConflictException {
        if (name.endsWith(NEW)) {
            return new Value.Instance(name.substring(0, name.length() - NEW.length()), new LinkedHashMap<>());
        }
        Optional<ClassPlace> type = program.definition(name);
        if (type.isPresent()) {
            return Builtins.instance(name, type.get().definition(), positional);
        }
        Optional<FunctionPlace> place = program.function(name);
        if (place.isEmpty()) {
            return Value.UNKNOWN;
        }
        Items all = new Items(new ArrayList<>(positional));
        all.elements().addAll(keywords.values());
        boolean layer = frame.layer() == null && name.startsWith("__torch__.torch.")
                && Value.tensors(all).stream().anyMatch(tensor -> !tensor.producers().isEmpty());
        String shortName = ScriptProgram.simpleName(name).replaceFirst("^_+", "");
        LayerRecord record = layer ? flow.function(frame, call, shortName, all.elements()) : frame.layer();
        Frame inner = enter(frame, new Frame(frame, place.get().file(), place.get().method(), frame.module(), false,
                record, call));
        bind(inner, place.get().method(), null, positional, keywords);
        Value result = interpreter.body(inner, place.get().method().body());
        if (!layer) {
            return result;
        }
        if (Value.tensors(result).isEmpty() || record.operators().isEmpty()) {
            flow.discard(frame, call, record);
            return result;
        }
        for (StoredParameter parameter : Value.tensors(all).stream().flatMap(t -> t.stored().stream()).toList()) {
            record.builder().add(parameter.of(frame.module()));
        }
        String word = flow.operators().type(shortName);
        record.settle(word.isEmpty() ? shortName : word, ScriptProgram.demangled(name), Map.of());
        flow.nameLast(frame, call, record);
        return flow.leave(record, result);
    }

    private Value method(Value owner, String name, Expression.Call call, Frame frame)
            throws ModelFormatException, IOException, ShapeConflictException {
        List<Value> positional = positional(call, frame);
        Map<String, Value> keywords = keywords(call, frame);
        if (owner instanceof Value.Module module) {
            Optional<ClassPlace> type = program.definition(ModuleTree.type(module.object()));
            Optional<Method> method = type.flatMap(place -> place.definition().method(name));
            return method.isEmpty() ? Value.UNKNOWN
                    : moduleMethod(module, type.get(), method.get(), positional, keywords, call, frame);
        }
        if (owner instanceof Value.Instance instance) {
            Optional<ClassPlace> type = program.definition(instance.type());
            Optional<Method> method = type.flatMap(place -> place.definition().method(name));
            if (method.isPresent()) {
                Frame inner = enter(frame, new Frame(frame, type.get().file(), method.get(), frame.module(), false,
                        frame.layer(), call));
                bind(inner, method.get(), instance, positional, keywords);
                return interpreter.body(inner, method.get().body());
            }
        }
        return Value.UNKNOWN;
    }

    private Value moduleMethod(Value.Module module, ClassPlace type, Method method, List<Value> positional,
            Map<String, Value> keywords, Expression.Call call, Frame frame)
            throws ModelFormatException, IOException, ShapeConflictException {
        String path = module.path();
        boolean other = !path.equals(frame.module());
        boolean layer = frame.layer() == null && other && tree.isLeaf(path);
        List<Value> all = new ArrayList<>(positional);
        all.addAll(keywords.values());
        LayerRecord record = layer ? flow.module(frame, call, path, all) : frame.layer();
        if (other && record == null) {
            flow.group(frame, call, path);
        }
        Frame inner = enter(frame, new Frame(frame, type.file(), method, path, true, record, call));
        bind(inner, method, module, positional, keywords);
        Value result = interpreter.body(inner, method.body());
        if (!layer) {
            return result;
        }
        String name = ModuleTree.type(module.object());
        record.settle(ScriptProgram.simpleName(name), ScriptProgram.demangled(name), tree.constants(module.object()));
        return flow.leave(record, flow.shaped(record, result));
    }

    private Frame enter(Frame frame, Frame inner) throws ModelFormatException {
        if (frame.depth() > DEPTH_LIMIT) {
            throw new ModelFormatException(file, "at most " + DEPTH_LIMIT + " nested calls", "more");
        }
        return inner;
    }

    /** Gives a method its arguments. The first is the object itself, which is not always called {@code self}. */
    private void bind(Frame frame, Method method, Value self, List<Value> positional, Map<String, Value> keywords)
            throws ModelFormatException, IOException, ShapeConflictException {
        int next = 0;
        for (MethodParameter parameter : method.parameters()) {
            Value value;
            if (self != null && parameter == method.parameters().get(0)) {
                value = self;
            } else if (next < positional.size()) {
                value = positional.get(next++);
            } else if (keywords.containsKey(parameter.name())) {
                value = keywords.get(parameter.name());
            } else {
                value = parameter.initial() == null ? Value.UNKNOWN : interpreter.evaluate(parameter.initial(), frame);
            }
            frame.variables().put(parameter.name(), value);
        }
    }
}
