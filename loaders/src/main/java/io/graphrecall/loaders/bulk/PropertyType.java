package io.graphrecall.loaders.bulk;

import java.util.List;

/** Type of a property in the files of an import: a text, a number or a boolean, or a list of them. */
enum PropertyType {
    STRING("string"),
    LONG("long"),
    DOUBLE("double"),
    BOOLEAN("boolean"),
    STRINGS("string[]"),
    LONGS("long[]"),
    DOUBLES("double[]"),
    BOOLEANS("boolean[]");

    private final String wireName;

    PropertyType(String wireName) {
        this.wireName = wireName;
    }

    /** Returns the type of a value of a node. */
    static PropertyType of(Object value) {
        return switch (value) {
            case String text -> STRING;
            case Long number -> LONG;
            case Double number -> DOUBLE;
            case Boolean flag -> BOOLEAN;
            case List<?> list -> switch (of(list.getFirst())) {
                case STRING -> STRINGS;
                case LONG -> LONGS;
                case DOUBLE -> DOUBLES;
                case BOOLEAN -> BOOLEANS;
                default -> throw new IllegalArgumentException("a list of lists is not a property: " + value);
            };
            default -> throw new IllegalArgumentException(
                    value.getClass().getSimpleName() + " is not the type of a property: " + value);
        };
    }

    String column(String name) {
        // Braces in a name are taken for options unless options follow.
        String options = name.indexOf('{') >= 0 || name.indexOf('}') >= 0 ? "{name:any}" : "";
        return name + ":" + wireName + options;
    }
}
