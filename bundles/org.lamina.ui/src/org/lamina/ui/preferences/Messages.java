package org.lamina.ui.preferences;

import org.eclipse.osgi.util.NLS;

/** The texts of the preference pages. */
final class Messages extends NLS {

    public static String ChecksPage_inherited;
    public static String ChecksPage_input;
    public static String ChecksPage_introduction;
    public static String ChecksPage_no;
    public static String ChecksPage_onSave;
    public static String ChecksPage_output;
    public static String ChecksPage_undeclared;
    public static String ChecksPage_yes;
    public static String ChecksPropertyPage_fault;
    public static String ChecksPropertyPage_introduction;
    public static String ChecksPropertyPage_name;
    public static String RuleChoices_notANumber;
    public static String RuleChooser_default;
    public static String RuleChooser_explanation;
    public static String RuleChooser_filter;
    public static String RuleChooser_id;
    public static String RuleChooser_inherited;
    public static String RuleChooser_inheritedByProject;
    public static String RuleChooser_meaning;
    public static String RuleChooser_off;
    public static String RuleChooser_rule;
    public static String RuleChooser_rules;
    public static String RuleChooser_severity;
    public static String RuleChooser_threshold;
    public static String RuleChooser_thresholds;
    public static String RuleChooser_value;

    static {
        NLS.initializeMessages(Messages.class.getPackageName() + ".messages", Messages.class);
    }

    private Messages() {
    }
}
