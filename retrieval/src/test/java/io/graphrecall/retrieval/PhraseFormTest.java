package io.graphrecall.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhraseFormTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Nail  Polishes!   | nail polish
            LIPS & Cheeks     | lip cheek
            Berries           | berry
            Dresses           | dress
            glass             | glass
            gas               | gas
            ＮＡＩＬ               | nail
            L'Oreal           | loreal
            L’Oréal           | loreal
            Ярославль йод     | ярославль йод
            ガラス              | ガラス
            今天 #美甲#         | 今天 美甲
            法式美甲，春天       | 法式美甲 春天
            Women's           | woman
            adidas运动鞋        | adida运动鞋
            运动鞋adidas新款     | 运动鞋adida新款
            买gas              | 买gas
            """)
    void phrasesHaveOneNormalForm(String text, String form) {
        assertThat(PhraseForm.of(text)).isEqualTo(form);
    }
}
