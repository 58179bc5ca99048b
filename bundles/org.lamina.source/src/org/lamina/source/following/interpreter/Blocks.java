package org.lamina.source.following.interpreter;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.lamina.source.python.Expression;
import org.lamina.source.python.Statement.Block;
import org.lamina.source.python.TextRange;

/** The blocks of a function around the statement that is followed. */
final class Blocks {

    private final Deque<Block> open = new ArrayDeque<>();

    /** Follows the body of a block. */
    boolean in(Block block, BooleanSupplier body) {
        open.push(block);
        try {
            return body.getAsBoolean();
        } finally {
            open.pop();
        }
    }

    /** The outermost of the innermost blocks that enter something or go over samples. */
    Optional<TextRange> around() {
        Optional<TextRange> found = Optional.empty();
        Iterator<Block> outwards = open.iterator();
        while (outwards.hasNext()) {
            Block block = outwards.next();
            if (!block.keyword().equals("with") && !(block.keyword().equals("for") && goesOverSamples(block))) {
                return found;
            }
            found = Optional.of(block.range());
        }
        return found;
    }

    private static boolean goesOverSamples(Block loop) {
        return loop.expressions().stream().flatMap(Expression::walk).noneMatch(part -> part instanceof Expression.Name
                name && (name.id().endsWith("range") || name.id().contains("epoch")));
    }
}
