package org.lamina.ui.findings;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.TextUtilities;

/**
 * The comment that says that findings of a rule are meant, in one program. Where there is such a comment already, the
 * rule joins those that it names.
 */
final class IgnoreComment {

    private static final String IGNORE = "lamina: ignore";
    private static final Pattern LINE = Pattern.compile("lamina:\\s*ignore\\s*\\[([^\\]]*)]");
    private static final Pattern FILE = Pattern.compile("lamina:\\s*ignore-file\\s*\\[([^\\]]*)]");
    /** Lines that must stay the first ones of a Python program. */
    private static final Pattern HEAD = Pattern.compile("\\A(#!.*\\R)?(#.*coding[:=].*\\R)?");

    private final ProgramFile file;
    private final IDocument document;
    private final String rule;
    private final String sign;

    IgnoreComment(ProgramFile file, IDocument document, String rule) {
        this.file = file;
        this.document = document;
        this.rule = rule;
        this.sign = file.name().endsWith(".java") ? "//" : "#";
    }

    /** Whether there are such comments in files of this name. */
    static boolean isFor(String name) {
        return name.endsWith(".py") || name.endsWith(".java");
    }

    /** The comment for a line. */
    String text() {
        return sign + " " + IGNORE + "[" + rule + "]";
    }

    /**
     * Says it for the line of an offset: behind its code, or in a line of its own before it where there is a comment
     * already or the code goes on in the next line.
     */
    Repair.Edit inLine(int offset) {
        try {
            IRegion line = document.getLineInformationOfOffset(offset);
            String text = document.get(line.getOffset(), line.getLength());
            Matcher there = LINE.matcher(text);
            if (there.find()) {
                return join(there, line.getOffset());
            } else if (text.contains(sign) || text.stripTrailing().endsWith("\\")) {
                String indent = text.substring(0, text.length() - text.stripLeading().length());
                return new Repair.Edit(file, line.getOffset(), 0, indent + text() + delimiter());
            }
            int end = line.getOffset() + text.stripTrailing().length();
            return new Repair.Edit(file, end, 0, "  " + text());
        } catch (BadLocationException e) {
            throw new IllegalArgumentException("no offset " + offset + " in " + file.path(), e);
        }
    }

    /** Says it for the whole file, at its top. */
    Repair.Edit inFile() {
        String all = document.get();
        Matcher there = FILE.matcher(all);
        if (there.find()) {
            return join(there, 0);
        }
        Matcher head = HEAD.matcher(all);
        int at = head.find() ? head.end() : 0;
        return new Repair.Edit(file, at, 0, sign + " " + IGNORE + "-file[" + rule + "]" + delimiter());
    }

    private Repair.Edit join(Matcher there, int offset) {
        String before = there.group(1).isBlank() ? "" : ", ";
        return new Repair.Edit(file, offset + there.end(1), 0, before + rule);
    }

    private String delimiter() {
        return TextUtilities.getDefaultLineDelimiter(document);
    }
}
