package org.lamina.source.following.interpreter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lamina.source.following.value.Args;
import org.lamina.source.following.value.Value;

/**
 * The arguments of the command line, as {@code argparse} declares them: numbers are taken to be what they are by
 * default. What else is chosen there, such as the name of an optimizer, stays unknown, so that every choice is
 * followed.
 */
public final class CommandLine implements Library {

    private static final String PARSER = "argparse.ArgumentParser";

    /** For {@link Library}s by the program that is followed. */
    public CommandLine(Follower follower) {
        // nothing of it is needed: all is in the values
    }

    @Override
    public Optional<Value> call(String name, Args args) {
        return name.equals(PARSER) || name.equals("ArgumentParser") ? Optional.of(new Value.Opaque(PARSER, new Args(
                List.of(new Args.Arg(new Value.Mapping(new LinkedHashMap<>()), args.range())), Map.of(), true,
                args.range()))) : Optional.empty();
    }

    @Override
    public Optional<Value> method(MethodCall call) {
        if (!(call.target() instanceof Value.Opaque parser) || !parser.type().equals(PARSER)) {
            return Optional.empty();
        }
        Value.Mapping known = (Value.Mapping) parser.args().value(0);
        Args args = call.args();
        return switch (call.name()) {
            case "add_argument" -> {
                Value value = args.value(-1, "default");
                known.entries().put(name(args), isNumeric(value) ? value : Value.unknown());
                yield Optional.of(Value.unknown());
            }
            case "set_defaults" -> {
                args.keywords().forEach((name, arg) -> known.entries().put(name, isNumeric(arg.value()) ? arg.value()
                        : Value.unknown()));
                yield Optional.of(Value.unknown());
            }
            case "add_argument_group", "add_mutually_exclusive_group", "add_subparsers", "add_parser" ->
                Optional.of(parser);
            case "parse_args" -> Optional.of(known);
            case "parse_known_args" -> Optional.of(Value.list(List.of(known, Value.unknown())));
            default -> Optional.empty();
        };
    }

    /** The attribute that an argument becomes: by name, or after its first long option. */
    private static String name(Args args) {
        return args.value(-1, "dest").text().orElseGet(() -> args.values().stream()
                .flatMap(value -> value.text().stream()).reduce((first, next) -> first.startsWith("--") ? first : next)
                .orElse("").replaceFirst("^-+", "").replace('-', '_'));
    }

    private static boolean isNumeric(Value value) {
        return value.number().isPresent() || value instanceof Value.Sequence list && list.exact
                && list.items.stream().allMatch(CommandLine::isNumeric);
    }
}
