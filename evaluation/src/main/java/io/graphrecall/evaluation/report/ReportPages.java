package io.graphrecall.evaluation.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.graphrecall.evaluation.spaces.SpacePictures;

import java.util.Map;

/** Renders reports as self-contained HTML pages from the templates in {@code src/main/jte}, which escape all text. */
final class ReportPages {

    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(
            null, ContentType.Html, ReportPages.class.getClassLoader(), ReportPages.class.getPackageName());

    private ReportPages() {}

    static String render(EvaluationReport report, SpacePictures pictures) {
        return render("evaluation.jte", Map.of("report", report, "charts", new Charts(report), "pictures", pictures));
    }

    static String render(SpaceReport report, SpacePictures pictures) {
        return render("spaceReport.jte", Map.of("report", report, "pictures", pictures));
    }

    static String render(ReportComparison comparison) {
        return render("comparison.jte", Map.of("comparison", comparison));
    }

    static String render(DataSetPage page) {
        return render("dataSet.jte", Map.of("page", page));
    }

    static String render(ResultPage page) {
        return render("result.jte", Map.of("page", page));
    }

    private static String render(String template, Map<String, Object> parameters) {
        StringOutput page = new StringOutput();
        TEMPLATES.render(template, parameters, page);
        return page.toString();
    }
}
