namespace Pipeline.Cli.Drift;

/// <summary>Pearson's correlation of a stream of pairs, with running means so that no precision is lost over many (Welford's method).</summary>
internal sealed class Correlation
{
    private long _count;
    private double _meanX;
    private double _meanY;
    private double _squaresX;
    private double _squaresY;
    private double _products;

    /// <summary>−1 to 1, 4 decimals; null when a side does not vary.</summary>
    public double? Value => _squaresX > 0 && _squaresY > 0 ? Math.Round(_products / Math.Sqrt(_squaresX * _squaresY), 4) : null;

    public void Add(double x, double y)
    {
        _count++;
        var (fromX, fromY) = (x - _meanX, y - _meanY);
        _meanX += fromX / _count;
        _meanY += fromY / _count;
        _squaresX += fromX * (x - _meanX);
        _squaresY += fromY * (y - _meanY);
        _products += fromX * (y - _meanY);
    }
}
