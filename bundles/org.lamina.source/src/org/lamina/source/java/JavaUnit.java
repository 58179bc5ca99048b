package org.lamina.source.java;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.eclipse.jdt.core.dom.AST;
import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.ASTParser;
import org.eclipse.jdt.core.dom.AbstractTypeDeclaration;
import org.eclipse.jdt.core.dom.CompilationUnit;
import org.lamina.source.python.Expression;
import org.lamina.source.python.Statement;
import org.lamina.source.python.Statement.FunctionDefinition;
import org.lamina.source.python.TextRange;

/**
 * A Java file. Its classes become classes, nested ones too; what is static becomes functions and variables of the
 * module, by names that no Java program has: {@code Net.build/2}. Programs start with each {@code main}.
 */
final class JavaUnit {

    private final CompilationUnit unit;
    private final JavaNames names;
    private final int length;
    private final Set<String> called = new HashSet<>();

    JavaUnit(String text) {
        String level = String.valueOf(AST.getJLSLatest());
        ASTParser parser = ASTParser.newParser(AST.getJLSLatest());
        parser.setKind(ASTParser.K_COMPILATION_UNIT);
        parser.setStatementsRecovery(true);
        parser.setCompilerOptions(Map.of("org.eclipse.jdt.core.compiler.source", level,
                "org.eclipse.jdt.core.compiler.compliance", level,
                "org.eclipse.jdt.core.compiler.codegen.targetPlatform", level));
        parser.setSource(text.toCharArray());
        this.unit = (CompilationUnit) parser.createAST(null);
        this.length = text.length();
        this.names = new JavaNames(unit);
    }

    List<Statement> statements() {
        List<Statement> classes = new ArrayList<>();
        List<Statement> functions = new ArrayList<>();
        List<Statement> started = new ArrayList<>();
        for (JavaType type : names.types().stream().filter(JavaUnit::isMember).toList()) {
            TypeTranslation translation = new TypeTranslation(this, type);
            classes.add(translation.definition());
            functions.addAll(translation.staticFunctions());
            started.addAll(translation.staticFields());
        }
        functions.stream().map(FunctionDefinition.class::cast)
                .filter(function -> function.name().matches(".*\\.main/[01]")).forEach(main -> started.add(
                        new Statement.Simple("", List.of(new Expression.Call(new Expression.Name(main.name(),
                                main.range()), List.of(), main.range())), main.range())));
        List<Statement> all = new ArrayList<>(classes);
        all.addAll(callersFirst(functions));
        all.addAll(started);
        return all;
    }

    /** Whether a type stands by itself or in another one, and not in a method. */
    private static boolean isMember(JavaType type) {
        ASTNode around = type.node().getParent();
        return around instanceof CompilationUnit || around instanceof AbstractTypeDeclaration;
    }

    /** Functions, those in front that nothing calls: they tell the others' arguments. */
    List<Statement> callersFirst(List<? extends Statement> functions) {
        List<Statement> sorted = new ArrayList<>(functions);
        sorted.sort(Comparator.comparing(function -> called.contains(((FunctionDefinition) function).name())));
        return sorted;
    }

    /** Notes that something calls a function or method of this file. */
    void calls(String function) {
        called.add(function);
    }

    JavaNames names() {
        return names;
    }

    TextRange range(ASTNode node) {
        return range(node.getStartPosition(), node.getStartPosition() + node.getLength());
    }

    private TextRange range(int from, int to) {
        int start = Math.min(Math.max(0, from), length);
        return new TextRange(start, Math.max(0, Math.min(to, length) - start), Math.max(1, unit.getLineNumber(start)),
                Math.max(0, unit.getColumnNumber(start)) + 1);
    }
}
