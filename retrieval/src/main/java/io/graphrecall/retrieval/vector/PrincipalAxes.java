package io.graphrecall.retrieval.vector;

import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;

import java.util.Arrays;

/**
 * First two principal axes of vectors (principal component analysis). Immutable; the arrays must not be changed.
 *
 * @param axes      directions of length 1, [axis, dimension]; zeros if the vectors do not differ along it
 * @param explained share of the variance along each axis
 */
public record PrincipalAxes(double[][] axes, double[] explained) {

    private static final int AXES = 2;
    /** Smaller shares of the variance are rounding errors. */
    private static final double MIN_SHARE = 1e-12;

    /**
     * Computes the axes: O(rows x dimensions x smaller + smaller^3) with the smaller of both. The product of few rows in many
     * dimensions has many eigenvalues of 0, for which the eigenvalue decomposition of Commons Math does not converge. The
     * singular value decomposition does.
     *
     * @param rows vectors minus their mean, [vector, dimension]
     */
    public static PrincipalAxes of(RealMatrix rows) {
        boolean isWide = rows.getRowDimension() < rows.getColumnDimension();
        RealMatrix transposed = rows.transpose();
        SingularValueDecomposition products = new SingularValueDecomposition(
                isWide ? rows.multiply(transposed) : transposed.multiply(rows));
        double[] variances = products.getSingularValues();
        double variance = Arrays.stream(variances).sum();
        double[][] axes = new double[AXES][rows.getColumnDimension()];
        double[] explained = new double[AXES];
        for (int axis = 0; axis < Math.min(AXES, variances.length); axis++) {
            if (variances[axis] > MIN_SHARE * variance) {
                RealVector vector = products.getU().getColumnVector(axis);
                axes[axis] = (isWide ? transposed.operate(vector).unitVector() : vector).toArray();
                explained[axis] = variances[axis] / variance;
            }
        }
        return new PrincipalAxes(axes, explained);
    }
}
